"""Telling open shops that the brand's rules change."""

from datetime import datetime

from django.db import transaction

from outbox.operations import tell
from shops.franchise.models import Shop
from shops.franchise.operations import words_about
from shops.standards.models import RuleBook

BUSY = (Shop.State.OPEN, Shop.State.RESTING, Shop.State.SUSPENDED)


@transaction.atomic
def tell_of_rules(*, at: datetime) -> int:
    """Write to the owners of shops that were opened, once for each version after the first; how many letters. Twice is once."""
    book = RuleBook.objects.select_for_update().filter(told_at=None).order_by("-version").first()
    if book is None or not book.rules.exists():
        return 0
    RuleBook.objects.filter(told_at=None, version__lte=book.version).update(told_at=at)
    if book.version == 1:
        return 0
    shops = list(Shop.objects.filter(state__in=BUSY).select_related("owner"))
    for shop in shops:
        context = {
            **words_about(shop), "news_zh": book.news_zh_hans or "", "news_en": book.news_en or "",
            "until": book.comply_by.isoformat(),
        }  # fmt: skip
        key = f"rules-{book.pk}-{shop.pk}"
        tell(user=shop.owner, key=key, template="rules_changed", context=context, link="/my/shop/rules/", at=at)
    return len(shops)
