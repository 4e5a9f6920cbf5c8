from modeltranslation.translator import TranslationOptions, register

from cms.models import Township


@register(Township)
class TownshipTranslation(TranslationOptions):
    fields = ("name",)
