from modeltranslation.translator import TranslationOptions, register

from shops.availability.models import Bookable, Rate


@register(Bookable)
class BookableTranslation(TranslationOptions):
    fields = ("meal",)


@register(Rate)
class RateTranslation(TranslationOptions):
    fields = ("name",)
