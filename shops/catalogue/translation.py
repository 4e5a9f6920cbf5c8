from modeltranslation.translator import TranslationOptions, register

from shops.catalogue.models import Category, CategoryRule, Product, Variant


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "short", "about", "grades")


@register(CategoryRule)
class CategoryRuleTranslation(TranslationOptions):
    fields = ("message", "for_buyers", "source")


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("name", "variety", "grade", "origin", "storage", "best_before", "about")


@register(Variant)
class VariantTranslation(TranslationOptions):
    fields = ("name",)
