from modeltranslation.translator import TranslationOptions, register

from shops.market.models import Special


@register(Special)
class SpecialTranslation(TranslationOptions):
    fields = ("title", "about")
