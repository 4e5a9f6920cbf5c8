from modeltranslation.translator import TranslationOptions, register

from courses.questions.models import Choice, Question, Test


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("text", "hint", "explanation", "unit")


@register(Choice)
class ChoiceTranslation(TranslationOptions):
    fields = ("text", "partner", "why")


@register(Test)
class TestTranslation(TranslationOptions):
    fields = ("title", "about")
