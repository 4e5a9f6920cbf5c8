"""A shop's period from the ledger: what it began with, what moved, order by order, and what it ends with."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import BigIntegerField, CharField, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from shops.franchise.models import Shop
from shops.fulfilment.queries import with_lines
from shops.orders.earning import By, off
from shops.orders.models import LineDiscount, ShopOrder
from shops.orders.models import OrderLine as OrderedLine
from shops.settlement.models import Settlement
from shops.settlement.reckoning import NETTING, PAID_OUT, accounts_of, entries_of, net
from shops.settlement.terms import Period, period_on

PAGE = 20
EARNED, OF_A_PARCEL = "earned", "parcel "  # an entry's kind, and how its source names the part of the order
State = Settlement.State


class DoesNotAddUp(Exception):
    """What moved is not the difference of the balances: nothing is shown that is not the ledger's to the fen."""


@dataclass(frozen=True)
class Moved:
    """Fen by what happened (`postings.WORDS`): above 0 what came to the shop. Coupons are what the orders' lines say."""

    kinds: Mapping[str, int]
    off_shop: int = 0
    off_county: int = 0
    back_before: int = 0  # what went back to the buyer before the goods were received, and so was never the shop's

    @property
    def total(self) -> int:
        return sum(self.kinds.values())

    @property
    def sold(self) -> int:
        """Goods and postage at their full prices, before coupons."""
        earned = self.kinds.get(EARNED, 0)
        return earned + self.off_shop + self.off_county + self.back_before if earned else 0


@dataclass(frozen=True)
class OrderLine:
    """One order in the period, with the parts of it that its money is of: those earned in the period, else all of the shop's.

    `parcels` is empty where it is not the shop's any more to see.
    """

    number: str
    moved: Moved
    at: datetime
    key: int
    parcels: list[ShopOrder] = field(default_factory=list)


@dataclass(frozen=True)
class Payout:
    """What was paid to the shop in the period, for which; None where no settlement says."""

    amount: int
    at: datetime
    settlement: Settlement | None


@dataclass(frozen=True)
class Statement:
    """Balances are what the shop is owed, below 0 what it owes. Raises DoesNotAddUp.

    `settlement` is the period's; `covering` the one that pays for it, a later one when it was carried forward.
    """

    shop: Shop
    accounts: tuple[int, ...]  # the shop's, by their ids
    period: Period
    opening: int
    moved: Moved
    closing: int
    orders: int
    settlement: Settlement | None
    covering: Settlement | None
    payouts: list[Payout] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.opening + self.moved.total != self.closing:
            raise DoesNotAddUp(f"{self.shop.pk} {self.period.key}")

    @property
    def brought(self) -> int:
        """What the period itself brought: all that moved but payouts."""
        return self.moved.total - self.moved.kinds.get(PAID_OUT, 0)


def statement_of(shop: Shop, period: Period) -> Statement:
    """Four queries; one more where orders were earned, two more where something was paid in the period."""
    accounts = tuple(accounts_of(shop).values())
    till_end, within = Q(at__lt=period.ends), Q(at__lt=period.ends, at__gte=period.begins)
    rows = entries_of(accounts).filter(till_end).exclude(kind__in=NETTING).values("kind")
    found = list(
        rows.annotate(
            before=net(accounts, Q(at__lt=period.begins)), moved=net(accounts, within), whole=net(accounts),
            times=Count("pk", filter=within),
        )
    )  # fmt: skip
    offs = full_prices_of(shop, accounts, period) if any(row["kind"] == EARNED and row["times"] for row in found) else {}
    settlements = list(Settlement.objects.filter(shop=shop, begins_on__gte=period.first).order_by("begins_on")[:26])
    return Statement(
        shop, accounts, period, sum(row["before"] for row in found),
        Moved({row["kind"]: row["moved"] for row in found if row["times"]}, **offs),
        sum(row["whole"] for row in found), orders_in(accounts, period),
        next((one for one in settlements if one.begins_on == period.first), None),
        next((one for one in settlements if one.state not in Settlement.OVER), None),
        payouts_in(accounts, period) if any(row["kind"] == PAID_OUT and row["times"] for row in found) else [],
    )  # fmt: skip


def orders_in(accounts: Iterable[int], period: Period) -> int:
    """How many orders moved something. One query."""
    rows = entries_of(accounts).filter(at__gte=period.begins, at__lt=period.ends).exclude(order="")
    return rows.aggregate(n=Count("order", distinct=True))["n"]


def full_prices_of(shop: Shop, accounts: Iterable[int], period: Period) -> dict[str, int]:
    """What `Moved` says beside the ledger of the orders that were earned in the period. One query."""
    earned = entries_of(accounts).filter(kind=EARNED, at__gte=period.begins, at__lt=period.ends)
    lines = OrderedLine.objects.filter(parcel=OuterRef("pk"))
    offs = LineDiscount.objects.filter(line__parcel=OuterRef("pk"))
    parcels = ShopOrder.objects.filter(shop=shop, order__number__in=earned.values("order")).annotate(
        source=Concat(Value(OF_A_PARCEL), Cast("pk", CharField()))
    )
    found = parcels.filter(source__in=earned.values("source")).annotate(
        whole=summed(lines, F("price") * F("packs")), by_shop=summed(offs.filter(funded_by=By.SHOP), F("amount")),
        by_county=summed(offs.filter(funded_by=By.COUNTY), F("amount")),
        earned=summed(earned.filter(source=OuterRef("source")), F("amount")),
    ).aggregate(
        off_shop=Sum(F("by_shop") + F("postage_by_shop"), default=0),
        off_county=Sum(F("by_county") + F("postage_by_county"), default=0),
        paid=Sum(F("whole") + F("delivery") - F("by_shop") - F("by_county"), default=0), kept=Sum("earned", default=0),
    )  # fmt: skip
    return {"off_shop": found["off_shop"], "off_county": found["off_county"], "back_before": found["paid"] - found["kept"]}


def summed(rows: QuerySet, what: Combinable) -> Coalesce:
    """The sum over rows that hang on the outer one; 0 without any."""
    sums = rows.order_by().annotate(_one=Value(1)).values("_one").annotate(fen=Sum(what)).values("fen")
    return Coalesce(Subquery(sums), 0, output_field=BigIntegerField())


def payouts_in(accounts: Iterable[int], period: Period) -> list[Payout]:
    """Two queries."""
    rows = entries_of(accounts).filter(kind=PAID_OUT, at__gte=period.begins, at__lt=period.ends).order_by("pk")
    found = list(rows.values_list("source", "amount", "at"))
    named = {f"settlement {one.pk}": one for one in Settlement.objects.filter(pk__in=keys_of(source for source, *_ in found))}
    return [Payout(amount, at, named.get(source)) for source, amount, at in found]


def keys_of(sources: Iterable[str]) -> list[int]:
    """The settlements that sources name ("settlement 12")."""
    words = (source.split() for source in sources)
    return [int(two[1]) for two in words if len(two) == 2 and two[0] == "settlement" and two[1].isdecimal()]


def lines_of(statement: Statement, after: int = 0, most: int | None = PAGE) -> tuple[list[OrderLine], int | None]:
    """The statement's orders in the order of their first entry, beyond the key `after`, and the key of the next page.

    Five queries whatever their number.
    """
    shop, period, accounts = statement.shop, statement.period, statement.accounts
    rows = entries_of(accounts).filter(at__gte=period.begins, at__lt=period.ends).exclude(order="")
    firsts = rows.values("order").annotate(first=Min("pk"), last=Max("at")).filter(first__gt=after).order_by("first")
    found = list(firsts[: most + 1] if most else firsts)
    page = found[:most] if most else found
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    numbers, earned = [row["order"] for row in page], set()
    for each in rows.filter(order__in=numbers).values("order", "kind", "source").annotate(fen=net(accounts)):
        moved[each["order"]][each["kind"]] += each["fen"]
        if each["kind"] == EARNED:
            earned.add(each["source"])
    parcels: dict[str, list[ShopOrder]] = defaultdict(list)
    for one in with_lines(ShopOrder.objects.filter(shop=shop, order__number__in=numbers).order_by("pk")):
        parcels[one.order.number].append(one)
    lines = [line_of(row, moved[row["order"]], parcels[row["order"]], earned) for row in page]
    return lines, (page[-1]["first"] if len(found) > len(page) else None)


def line_of(row: Mapping, kinds: Mapping[str, int], parcels: list[ShopOrder], earned: Container[str]) -> OrderLine:
    """`earned`: the sources of what was earned in the period. Of other parts of the order nothing is said here."""
    came = [parcel for parcel in parcels if f"{OF_A_PARCEL}{parcel.pk}" in earned]
    before = sum(parcel.total for parcel in came) - kinds[EARNED] if came else 0
    lines = [line for parcel in came for line in parcel.lines.all()]
    by_shop = sum(off(line, By.SHOP) for line in lines) + sum(parcel.postage_by_shop for parcel in came)
    by_county = sum(off(line, By.COUNTY) for line in lines) + sum(parcel.postage_by_county for parcel in came)
    moved = Moved(kinds, by_shop, by_county, before)
    return OrderLine(row["order"], moved, row["last"], row["first"], came or parcels)


def whole(shop: Shop, period: Period) -> tuple[Statement, list[OrderLine]]:
    """The statement with all its orders, as papers have it. Raises DoesNotAddUp when the lines are not the whole."""
    statement = statement_of(shop, period)
    lines, _more = lines_of(statement, most=None)
    if sum(line.moved.total for line in lines) != statement.moved.total - statement.moved.kinds.get(PAID_OUT, 0):
        raise DoesNotAddUp(f"{shop.pk} {period.key}: lines")
    return statement, lines


@dataclass(frozen=True)
class Row:
    """A period in the list: what it brought, and how it stands."""

    period: Period
    brought: int
    paid: int
    closing: int
    settlement: Settlement | None


def periods_of(shop: Shop, today: date, most: int = 24) -> list[Row]:
    """The last periods in which something moved or was settled, the latest first; this one always. Four queries."""
    accounts = accounts_of(shop).values()
    oldest = period_on(today)
    for _n in range(most - 1):
        oldest = oldest.before
    rows = entries_of(accounts).exclude(kind__in=NETTING)
    stands = rows.filter(at__lt=oldest.begins).aggregate(fen=net(accounts))["fen"]
    by_day = rows.filter(at__gte=oldest.begins).values(day=TruncDate("at")).annotate(
        moved=net(accounts), paid=net(accounts, Q(kind=PAID_OUT))
    )  # fmt: skip
    sums: dict[Period, list[int]] = defaultdict(lambda: [0, 0])
    for each in by_day:
        both = sums[period_on(each["day"])]
        both[0] += each["moved"]
        both[1] += each["paid"]
    settled = {one.begins_on: one for one in Settlement.objects.filter(shop=shop, begins_on__gte=oldest.first)}
    found = []
    for period in sorted(set(sums) | {period_on(day) for day in settled} | {period_on(today)}):
        moved, paid = sums[period]
        stands += moved
        found.append(Row(period, moved - paid, -paid, stands, settled.get(period.first)))
    return found[::-1]
