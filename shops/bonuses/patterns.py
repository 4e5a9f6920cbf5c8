"""What looks odd among bonuses of the last half year: the same people behind several numbers, bursts, money back late.

A pattern proves nothing. Each says what it saw and shows the bonuses; a person decides.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shops.bonuses.models import Bonus
from shops.bonuses.queries import with_facts

SINCE = timedelta(days=180)
MOST, SHOWN = 20, 12  # of each kind; bonuses of one
BURST = 5  # orders of one sharer's link in a day
LATE = 2  # orders of one sharer whose money went back after the window, a third of all at least


class Kind(StrEnum):
    ADDRESS = "address"
    DEVICE = "device"
    PHONE = "phone"
    PAYER = "payer"
    BURST = "burst"
    LATE = "late"


TITLES: dict[str, str | Promise] = {
    Kind.ADDRESS: _("One address, several mobile numbers"),
    Kind.DEVICE: _("One phone or computer, several buyers or sharers"),
    Kind.PHONE: _("One mobile number, several sharers"),
    Kind.PAYER: _("One payer, several mobile numbers"),
    Kind.BURST: _("Many orders by one link in a day"),
    Kind.LATE: _("Money that goes back after the bonus was given"),
}
FIELDS = {Kind.ADDRESS: "address_key", Kind.DEVICE: "device", Kind.PHONE: "phone_key", Kind.PAYER: "payer_key"}
ALIKE = {
    Kind.ADDRESS: Q(phones__gte=2), Kind.DEVICE: Q(phones__gte=2) | Q(sharers__gte=2), Kind.PHONE: Q(sharers__gte=2),
    Kind.PAYER: Q(phones__gte=2),
}  # fmt: skip


@dataclass(frozen=True)
class Odd:
    """One pattern, with its evidence: how many orders, and the bonuses, the newest first."""

    kind: str
    orders: int
    phones: int
    sharers: int
    bonuses: list[Bonus]

    @property
    def title(self) -> str | Promise:
        return TITLES[self.kind]

    @property
    def evidence(self) -> str:
        """ "4 orders, 3 mobile numbers, 1 sharer"."""
        return " · ".join((
            ngettext("%(n)s order", "%(n)s orders", self.orders) % {"n": self.orders},
            ngettext("%(n)s mobile number", "%(n)s mobile numbers", self.phones) % {"n": self.phones},
            ngettext("%(n)s sharer", "%(n)s sharers", self.sharers) % {"n": self.sharers},
        ))  # fmt: skip


def odd_patterns(at: datetime) -> list[Odd]:
    """Twelve queries at most, however many bonuses there are; the latest of each kind first."""
    rows = Bonus.objects.filter(placed_at__gte=at - SINCE).order_by()
    found = [one for kind, field in FIELDS.items() for one in alike(rows, kind, field)]
    return [*found, *bursts(rows), *late(rows)]


def counted(rows: QuerySet[Bonus], *by: Any, **more: Any) -> QuerySet:
    return rows.values(*by).annotate(
        orders=Count("pk"), phones=Count("phone_key", distinct=True), sharers=Count("sharer", distinct=True), last=Max("pk"),
        **more,
    ).order_by("-last")  # fmt: skip


def alike(rows: QuerySet[Bonus], kind: Kind, field: str) -> list[Odd]:
    groups = list(counted(rows.exclude(**{field: ""}), field).filter(ALIKE[kind])[:MOST])
    return gathered(kind, rows.filter(**{f"{field}__in": [one[field] for one in groups]}), groups, field)


def bursts(rows: QuerySet[Bonus]) -> list[Odd]:
    dated = rows.annotate(day=TruncDate("placed_at"))
    groups = list(counted(dated, "sharer", "day").filter(orders__gte=BURST)[:MOST])
    wanted = dated.filter(sharer__in=[one["sharer"] for one in groups], day__in=[one["day"] for one in groups])
    return gathered(Kind.BURST, wanted, groups, "sharer_id", "day")


def late(rows: QuerySet[Bonus]) -> list[Odd]:
    given = rows.filter(state=Bonus.State.EARNED)
    backs = Count("pk", filter=Q(back__gt=0))
    groups = list(counted(given, "sharer", backs=backs).filter(backs__gte=LATE, orders__lte=F("backs") * 3)[:MOST])
    return gathered(Kind.LATE, given.filter(back__gt=0, sharer__in=[one["sharer"] for one in groups]), groups, "sharer_id")


def gathered(kind: Kind, rows: QuerySet[Bonus], groups: list[dict[str, Any]], *names: str) -> list[Odd]:
    """Each group with its bonuses. One query where there are groups."""
    by_key: dict[tuple[Any, ...], list[Bonus]] = defaultdict(list)
    for bonus in with_facts(rows).order_by("-pk") if groups else ():
        by_key[tuple(getattr(bonus, name) for name in names)].append(bonus)
    return [
        Odd(
            kind, one["orders"], one["phones"], one["sharers"], by_key[tuple(one[n.removesuffix("_id")] for n in names)][:SHOWN]
        )
        for one in groups
    ]
