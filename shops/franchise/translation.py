from modeltranslation.translator import TranslationOptions, register

from shops.franchise.models import FranchiseTerms, Shop


@register(Shop)
class ShopTranslation(TranslationOptions):
    fields = ("name", "byline", "story", "village", "handover", "promise", "opening")


@register(FranchiseTerms)
class FranchiseTermsTranslation(TranslationOptions):
    fields = ("title", "body")
