"""Letters about what somebody keeps: it is there again, or costs less. People with an account only; one letter a day at
most; each change told once, in two processes too."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from common.clock import shanghai_day
from common.money import yuan
from outbox.operations import tell
from shops.wishes.models import Wish, WishList
from shops.wishes.queries import THERE, news, news_in

HOUR = 8  # in Shanghai: no letter comes before
LINES = 8


def tell_of_wishes(*, at: datetime, most: int = 200) -> int:
    """Write what is new to whoever was not written to today; how many letters."""
    look_over()
    if timezone.localtime(at, timezone.get_default_timezone()).hour < HOUR:
        return 0
    today = shanghai_day(at)
    due = WishList.objects.filter(Q(told_on=None) | Q(told_on__lt=today), person__isnull=False)
    due = due.filter(Exists(news().filter(list=OuterRef("pk")))).select_related("person").order_by("pk")
    return sum(tell_one(wishes, today, at) for wishes in due[:most])


def look_over() -> None:
    """What is gone, its return will be news; what costs again what it did, its next fall will be."""
    there = Wish.objects.filter(THERE).values("pk")
    Wish.objects.filter(was_there=True).exclude(pk__in=there).update(was_there=False)
    Wish.objects.filter(known_price__lt=F("price"), offer__price__gte=F("price")).update(known_price=F("price"))


@transaction.atomic
def tell_one(wishes: WishList, today: date, at: datetime) -> bool:
    """Whether it was this run that told of it: the day is claimed in the transaction of the letter."""
    if not claimed(wishes, today):
        return False
    found = news_in(wishes)
    context = {"lines": [line_of(wish) for wish in found[:LINES]], "more": max(len(found) - LINES, 0)}
    tell(
        user=wishes.person, key=f"wishes-{wishes.pk}-{today.isoformat()}", template="wishes_news", context=context,
        link="/wishes/", at=at,
    )  # fmt: skip
    for wish in found:
        known = {"was_there": True, "known_price": min(wish.known_price, wish.offer.price)}
        Wish.objects.filter(pk=wish.pk).update(**known, **({} if wish.was_there else {"back_at": at}))
    return bool(found)


def claimed(wishes: WishList, today: date) -> bool:
    """Whether nobody wrote to them today: a conditional update decides, and holds the row until the letter is written."""
    free = Q(told_on=None) | Q(told_on__lt=today)
    return WishList.objects.filter(free, Exists(news().filter(list=OuterRef("pk"))), pk=wishes.pk).update(told_on=today) == 1


def line_of(wish: Wish) -> dict[str, Any]:
    """One line of the letter: what it is, in both languages, and what is new."""
    product: Any = wish.offer.variant.product
    return {
        "name_zh": product.name_zh_hans or product.name, "name_en": product.name_en or product.name_zh_hans,
        "again": not wish.was_there, "price": yuan(wish.offer.price),
        "was": yuan(wish.price) if wish.offer.price < wish.known_price else "",
    }  # fmt: skip
