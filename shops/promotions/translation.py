from modeltranslation.translator import TranslationOptions, register

from shops.promotions.models import Promotion


@register(Promotion)
class PromotionTranslation(TranslationOptions):
    fields = ("title",)
