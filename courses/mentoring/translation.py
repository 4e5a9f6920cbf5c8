from modeltranslation.translator import TranslationOptions, register

from courses.mentoring.models import Answer, MentorProfile


@register(Answer)
class AnswerTranslation(TranslationOptions):
    fields = ("asked", "words")


@register(MentorProfile)
class MentorProfileTranslation(TranslationOptions):
    fields = ("field",)
