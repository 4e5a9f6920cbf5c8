from modeltranslation.translator import TranslationOptions, register

from courses.cohorts.models import Cohort


@register(Cohort)
class CohortTranslation(TranslationOptions):
    fields = ("name", "place")
