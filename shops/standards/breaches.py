"""Which open shops do not keep which rules: looked over by the clock, listed for managers, warned of in a press."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import translation
from django.utils.dateparse import parse_datetime

from common.clock import shanghai_day
from common.rights import can
from shops.franchise.models import Shop
from shops.franchise.operations import NotYours
from shops.standards.checking import reckon
from shops.standards.measures import take_measure
from shops.standards.models import BrandRule, Measure, UnkeptLine
from shops.standards.queries import rules_on

PAGE = 24
MEND_IN = 14  # days that a warning from the list leaves


def look_over_shops(*, at: datetime) -> int:
    """Look every open shop over by the rules in force; how many lines are newly unkept or kept again. Twice is once."""
    rules = [rule for rule in rules_on(shanghai_day(at)) if rule.kind != BrandRule.Kind.LOOKED_AT]
    closed, _each = UnkeptLine.objects.exclude(shop__state=Shop.State.OPEN).delete()
    return closed + sum(look_over(shop, rules, at) for shop in Shop.objects.open().order_by("pk").iterator(chunk_size=200))


@transaction.atomic
def look_over(shop: Shop, rules: Sequence[BrandRule], at: datetime) -> int:
    """A line that stays unkept keeps the day since when it is."""
    broken = {one.rule.key: one.rule for one in reckon(shop, list(rules)) if one.is_kept is False}
    known = {line.key: line for line in UnkeptLine.objects.select_for_update().filter(shop=shop)}
    gone = [line.pk for key, line in known.items() if key not in broken]
    UnkeptLine.objects.filter(pk__in=gone).delete()
    for key in broken.keys() & known.keys():
        UnkeptLine.objects.filter(pk=known[key].pk).exclude(rule=broken[key]).update(rule=broken[key])
    new = [UnkeptLine(shop=shop, rule=broken[key], key=key, since=at) for key in sorted(broken.keys() - known.keys())]
    UnkeptLine.objects.bulk_create(new, ignore_conflicts=True)
    return len(gone) + len(new)


def unkept(rule: str = "", warned: str = "") -> QuerySet[UnkeptLine]:
    """Unkept lines, the longest unkept first, each with `warned_on`: until when a running warning of it asks; None without.

    `rule` is a rule's key, `warned` "yes" or "no"; anything else leaves none out.
    """
    running = Measure.objects.filter(kind=Measure.Kind.WARNING, state=Measure.State.IN_FORCE)
    of_line = running.filter(shop=OuterRef("shop"), rule_key=OuterRef("key")).order_by("-pk").values("effective_on")[:1]
    rows = UnkeptLine.objects.filter(shop__state=Shop.State.OPEN).annotate(warned_on=Subquery(of_line))
    rows = rows.filter(key=rule) if rule else rows
    rows = rows.filter(warned_on__isnull=warned == "no") if warned in ("yes", "no") else rows
    return rows.select_related("shop__owner", "rule").order_by("since", "pk")


def page_after(rows: QuerySet[UnkeptLine], after: str) -> tuple[list[UnkeptLine], str]:
    """The page that follows the line named by `after`, and what names its own last line; "" when it is the end. One query."""
    day, _sign, number = after.partition("~")
    try:
        since = parse_datetime(day)
    except ValueError:
        since = None
    if since and since.tzinfo and number.isascii() and number.isdecimal() and len(number) < 18:
        rows = rows.filter(Q(since__gt=since) | Q(since=since, pk__gt=int(number)))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.since.isoformat()}~{last.pk}" if last else ""


def warn_of(*, line: UnkeptLine, by: Any, at: datetime) -> Measure | None:
    """Warn the shop of this line, naming it, with `MEND_IN` days to mend it; None when it is kept by now. Once while it runs.

    Raises NotYours, WrongState.
    """
    shop: Shop = line.shop
    if not can(by, "inspect shop", shop):
        raise NotYours
    with translation.override(shop.owner.language):
        result = reckon(shop, [line.rule])[0]
        reasons = "\n".join([f"{line.rule.title}:", *result.faults])
        to_do = line.rule.advice
    if result.is_kept:
        line.delete()
        return None
    day = shanghai_day(at) + timedelta(days=MEND_IN)
    return take_measure(
        shop=shop, kind=Measure.Kind.WARNING, reasons=reasons, to_do=to_do, effective_on=day, rule_key=line.key, by=by, at=at
    )
