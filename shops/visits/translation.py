from modeltranslation.translator import TranslationOptions, register

from shops.visits.models import Visit


@register(Visit)
class VisitTranslation(TranslationOptions):
    fields = ("name", "about", "included", "bring", "safety", "stops", "meeting", "come")
