from modeltranslation.translator import TranslationOptions, register

from courses.surveys.models import Questions


@register(Questions)
class QuestionsTranslation(TranslationOptions):
    fields = ("face", "choice", "choices", "sentence")
