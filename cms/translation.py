from modeltranslation.translator import TranslationOptions, register

from cms.models import Occurrence, Township


@register(Township)
class TownshipTranslation(TranslationOptions):
    fields = ("name",)


@register(Occurrence)
class OccurrenceTranslation(TranslationOptions):
    fields = ("words",)
