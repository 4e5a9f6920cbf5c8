"""Letters about what needs a seller: once a week all of it, if there is any; on the day what cannot wait. Each told once."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from common.clock import shanghai_day
from outbox.operations import tell
from shops.desk.facts import NOW, Need
from shops.desk.models import DeskTold
from shops.desk.needs import needs_of
from shops.desk.queries import BUSY, facts_of
from shops.franchise.models import Shop
from shops.franchise.operations import words_about

HOUR = 8  # in Shanghai: no letter comes before
LINES = 8
OF_THE_DAY = ("terms", "permit", "room-permit")  # what a letter of its own is written for


def tell_sellers(*, at: datetime) -> int:
    """Look over every shop that is due for a letter; how many letters were written. Twice is once, in two processes too."""
    if timezone.localtime(at, timezone.get_default_timezone()).hour < HOUR:
        return 0
    today = shanghai_day(at)
    about = f"day-{today.isoformat()}"
    due = Shop.objects.filter(state__in=[*BUSY, Shop.State.RETURNED]).exclude(
        pk__in=DeskTold.objects.filter(about=about).values("shop")
    )
    return sum(look_over(shop, today, at) for shop in due.select_related("owner").order_by("pk").iterator(chunk_size=200))


@transaction.atomic
def look_over(shop: Shop, today: date, at: datetime) -> int:
    """The letters one shop is due for today."""
    if not first_time(shop, f"day-{today.isoformat()}", at):
        return 0
    DeskTold.objects.filter(shop=shop, about__startswith="day-", at__lt=at - timedelta(days=3)).delete()
    with translation.override(shop.owner.language):
        needs = needs_of(facts_of(shop, today))
        written = sum(
            of_the_day(shop, need, at) for need in needs if need.kind in OF_THE_DAY and need.urgency == NOW and need.day
        )
        return written + of_the_week(shop, needs, today, at)


def first_time(shop: Shop, about: str, at: datetime) -> bool:
    """Whether nobody was here before: the row is made in the transaction of the letter."""
    _row, is_new = DeskTold.objects.get_or_create(shop=shop, about=about, defaults={"at": at})
    return is_new


def of_the_day(shop: Shop, need: Need, at: datetime) -> int:
    """One letter for one thing and its day."""
    assert need.day is not None
    if not first_time(shop, f"{need.kind}-{need.day.isoformat()}", at):
        return 0
    context = {**words_about(shop), "title": need.title, "why": need.why}
    key = f"desk-{need.kind}-{shop.pk}-{need.day.isoformat()}"
    tell(user=shop.owner, key=key, template="shop_urgent", context=context, link=below_language(need.url), at=at)
    return 1


def of_the_week(shop: Shop, needs: list[Need], today: date, at: datetime) -> int:
    """One letter for each week, from its Monday on, if anything needs the seller."""
    year, week, _day = today.isocalendar()
    if not first_time(shop, f"week-{year}-{week}", at) or not needs:
        return 0
    lines = [{"title": need.title, "why": need.why} for need in needs[:LINES]]
    context: dict[str, Any] = {**words_about(shop), "lines": lines, "n": len(needs), "more": len(needs) - len(lines)}
    key = f"desk-week-{shop.pk}-{year}-{week}"
    tell(user=shop.owner, key=key, template="shop_week", context=context, link="/my/shop/", at=at)
    return 1


def below_language(address: str) -> str:
    """A path of this site without its language: a letter puts its reader's before it."""
    return address.removeprefix(f"/{translation.get_language()}")
