from modeltranslation.translator import TranslationOptions, register

from courses.mentoring.models import Answer


@register(Answer)
class AnswerTranslation(TranslationOptions):
    fields = ("asked", "words")
