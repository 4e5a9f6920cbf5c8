from modeltranslation.translator import TranslationOptions, register

from shops.standards.models import BrandRule, GraveReason, RuleBook, Training


@register(RuleBook)
class RuleBookTranslation(TranslationOptions):
    fields = ("news",)


@register(BrandRule)
class BrandRuleTranslation(TranslationOptions):
    fields = ("title", "advice")


@register(Training)
class TrainingTranslation(TranslationOptions):
    fields = ("title",)


@register(GraveReason)
class GraveReasonTranslation(TranslationOptions):
    fields = ("title",)
