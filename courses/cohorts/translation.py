from modeltranslation.translator import TranslationOptions, register

from courses.cohorts.models import Cohort, MentorTerms


@register(Cohort)
class CohortTranslation(TranslationOptions):
    fields = ("name", "place")


@register(MentorTerms)
class MentorTermsTranslation(TranslationOptions):
    fields = ("field",)
