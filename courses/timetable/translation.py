from modeltranslation.translator import TranslationOptions, register

from courses.timetable.models import Session


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "place")
