"""Telling shops that a standard they carry changes or ends, and moving goods under the new version."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import translation

from common.clock import shanghai_day
from outbox.operations import tell
from shops.catalogue.models import Product
from shops.franchise.operations import words_about
from shops.range.banding import with_packs
from shops.range.models import Carried, Standard
from shops.range.operations import keep_up
from shops.range.queries import must_change


def tell_of_standards(*, at: datetime) -> int:
    """Write once of each new version to the owners of shops that carry the standard; how many letters. Twice is once."""
    news = Standard.objects.filter(told_at=None).order_by("key", "version")
    return sum(tell_of(standard, at) for standard in news)


@transaction.atomic
def tell_of(standard: Standard, at: datetime) -> int:
    """Only of the newest; what was overtaken is told no more."""
    if not Standard.objects.filter(pk=standard.pk, told_at=None).update(told_at=at):
        return 0
    if Standard.objects.filter(key=standard.key, version__gt=standard.version).exists():
        return 0
    carriers = Carried.objects.filter(grade__standard__key=standard.key).exclude(grade__standard=standard)
    rows = list(with_packs(carriers.exclude(product__state=Product.State.REMOVED)))
    carriers.update(until=standard.comply_by)
    by_shop: dict[int, list[Carried]] = {}
    for carried in rows:
        by_shop.setdefault(carried.product.shop_id, []).append(carried)
    for several in by_shop.values():
        write(standard, several, at)
    return len(by_shop)


def write(standard: Standard, carried: list[Carried], at: datetime) -> None:
    """One letter for a shop: its goods of the standard, and what each must change."""
    shop = carried[0].product.shop
    with translation.override(shop.owner.language):
        to_do = [f"{one.product.name}: {fault}" for one in carried for fault in must_change(one, standard)]
    said: dict[str, str] = {
        name: getattr(standard, name) or "" for name in ("name_zh_hans", "name_en", "news_zh_hans", "news_en")
    }
    context = {
        **words_about(shop), "standard_zh": said["name_zh_hans"], "standard_en": said["name_en"],
        "news_zh": said["news_zh_hans"], "news_en": said["news_en"], "until": standard.comply_by.isoformat(),
        "withdrawn": standard.is_withdrawn, "to_do": "\n".join(to_do),
        "goods": "\n".join(one.product.name for one in carried),
    }  # fmt: skip
    key = f"standard-{standard.pk}-{shop.pk}"
    tell(user=shop.owner, key=key, template="standard_changed", context=context, link="/my/shop/change/goods/range/", at=at)


def keep_all_up(*, at: datetime) -> int:
    """Move what meets the newest version in force under it; how many moved."""
    begun = Standard.objects.filter(effective_on__lte=shanghai_day(at), key=OuterRef("grade__standard__key"))
    newest = begun.order_by().values("key").annotate(last=Max("version")).values("last")
    behind = Carried.objects.annotate(last=Subquery(newest)).filter(last__gt=F("grade__standard__version")).order_by("pk")
    return sum(keep_up(carried=carried, at=at) for carried in behind.iterator(chunk_size=200))
