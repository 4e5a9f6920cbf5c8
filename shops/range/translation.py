from modeltranslation.translator import TranslationOptions, register

from shops.range.models import Grade, Standard


@register(Standard)
class StandardTranslation(TranslationOptions):
    fields = ("name", "news", "labels", "photos", "storage")


@register(Grade)
class GradeTranslation(TranslationOptions):
    fields = ("name", "means")
