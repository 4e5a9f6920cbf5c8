from modeltranslation.translator import TranslationOptions, register

from courses.assessment.models import Assignment, Choice, Criterion, Level, Question


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("text",)


@register(Choice)
class ChoiceTranslation(TranslationOptions):
    fields = ("text", "why")


@register(Assignment)
class AssignmentTranslation(TranslationOptions):
    fields = ("title", "brief", "good")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("name", "good")


@register(Level)
class LevelTranslation(TranslationOptions):
    fields = ("words",)
