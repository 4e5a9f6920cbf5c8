from modeltranslation.translator import TranslationOptions, register

from courses.assessment.models import Assignment, Criterion, Level


@register(Assignment)
class AssignmentTranslation(TranslationOptions):
    fields = ("title", "brief", "good")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("name", "good")


@register(Level)
class LevelTranslation(TranslationOptions):
    fields = ("words",)
