"""What franchise managers read: where the platform's money stands, the runs, and one run shop by shop."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext_lazy as _

from shops.ledger.models import Account
from shops.ledger.queries import OWED, Balance, balances, wrong_balances
from shops.settlement.models import Payee, PayoutFile, Settlement
from shops.settlement.operations import not_drawn, waiting_for
from shops.settlement.terms import HOLD, Period, last_over

Kind, State = Account.Kind, Settlement.State
RUNS, PAGE = 12, 50
MEANS: dict[str, Any] = {
    Kind.DUE: _("Ordered and not paid yet. It is nobody’s money so far."),
    Kind.WECHAT: _("What buyers paid by WeChat and WeChat Pay keeps for us, less its fees."),
    Kind.ALIPAY: _("What buyers paid by Alipay and Alipay keeps for us, less its fees."),
    Kind.BANK: _(
        "What came by transfer, less what shops were paid. Below nothing while WeChat and Alipay have not sent theirs on."
    ),
    Kind.PRACTICE: _("Of orders for practice. No shop can spend it."),
    Kind.COLLECTED: _("What shops took at the door and is not reckoned against what they are owed."),
    Kind.HELD: _("Ordered, and not the shops’ before the buyer has the goods."),
    Kind.RETURNING: _("Promised back to buyers, and not with them yet."),
    Kind.SHOP: _("What shops have earned and were not paid."),
    Kind.COMMISSION: _("What the county has earned on goods received."),
    Kind.DISCOUNTS: _("What the county added to what buyers paid."),
    Kind.GOODWILL: _("What the county gave buyers back where a shop was not to pay."),
    Kind.FEES: _("What payment companies kept."),
    Kind.BONUSES: _("What the county has set aside for credit that is not spent."),
    Kind.CREDIT: _("What people may still spend who shared and brought a buyer."),
}


@dataclass(frozen=True)
class Stand:
    """One kind of account; those of shops together."""

    kind: Account.Kind
    fen: int
    means: Any
    accounts: int


@dataclass(frozen=True)
class Books:
    """`there`: where money is and what it was spent on; `owing`: whose it is. Their sums are the same or `difference` apart."""

    there: list[Stand]
    owing: list[Stand]
    wrong: list[Balance]

    @property
    def sums(self) -> tuple[int, int]:
        return sum(one.fen for one in self.there), sum(one.fen for one in self.owing)

    @property
    def difference(self) -> int:
        there, owing = self.sums
        return there - owing


def books() -> Books:
    """Three queries."""
    rows = balances()
    stands = [stand_of(kind, [row.fen for row in rows if row.account.kind == kind]) for kind in Kind]
    known = [stand for stand in stands if stand.accounts]
    return Books(
        [one for one in known if one.kind not in OWED], [one for one in known if one.kind in OWED], wrong_balances(rows)
    )  # fmt: skip


def stand_of(kind: Account.Kind, fen: list[int]) -> Stand:
    return Stand(kind, sum(fen), MEANS[kind], len(fen))


@dataclass(frozen=True)
class Run:
    """A period's settlements: how many and how much in each state."""

    period: Period
    states: list[tuple[Settlement.State, int, int]]

    @property
    def count(self) -> int:
        return sum(n for _state, n, _fen in self.states)

    def of(self, state: str) -> tuple[int, int]:
        return next(((n, fen) for one, n, fen in self.states if one == state), (0, 0))


def runs(before: date | None = None) -> list[Run]:
    """The latest periods that were drawn up. One query."""
    rows = Settlement.objects.order_by("-begins_on").values("begins_on", "state")
    if before:
        rows = rows.filter(begins_on__lt=before)
    found: dict[date, Run] = {}
    for row in rows.annotate(n=Count("pk"), fen=Sum("amount"), last=Max("ends_on"))[: RUNS * len(State)]:
        run = found.setdefault(row["begins_on"], Run(Period(row["begins_on"], row["last"]), []))
        run.states.append((State(row["state"]), row["n"], row["fen"]))
    return list(found.values())[:RUNS]


@dataclass(frozen=True)
class RunPage:
    """One period for who pays it.

    `left`: shops not drawn up. `waiting`: how many, and how many fen, the reader may approve; `ready`: can go to the bank
    now; `too_new`: how many wait for their bank details to be a day old.
    """

    run: Run
    left: int
    waiting: tuple[int, int]
    ready: tuple[int, int]
    too_new: int
    files: list[PayoutFile]
    rows: list[Settlement]
    more: int | None


def run_page(period: Period, reader: Any, at: datetime, state: str = "", after: int = 0) -> RunPage:
    """Six queries, seven where something is approved, however many shops there are."""
    of_period = Settlement.objects.filter(begins_on=period.first)
    sums = of_period.order_by().values("state").annotate(n=Count("pk"), fen=Sum("amount"))
    run = Run(period, [(State(row["state"]), row["n"], row["fen"]) for row in sums])
    waiting = waiting_for(period, reader).aggregate(n=Count("pk"), fen=Sum("amount", default=0))
    approved = dict(of_period.filter(state=State.APPROVED).order_by().values_list("shop", "amount"))
    old = (
        set(Payee.objects.filter(shop__in=approved, changed_at__lte=at - HOLD).values_list("shop", flat=True))
        if approved
        else set()
    )
    ready = [fen for shop, fen in approved.items() if shop in old]
    files = PayoutFile.objects.filter(begins_on=period.first).defer("contents").select_related("made_by")
    rows = of_period.select_related("shop").order_by("pk").filter(pk__gt=after)
    found = list((rows.filter(state=state) if state in State.values else rows)[: PAGE + 1])
    return RunPage(
        run, not_drawn(period).count() if period.is_over(at) else 0, (waiting["n"], waiting["fen"]), (len(ready), sum(ready)),
        len(approved) - len(ready), list(files), found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None,
    )  # fmt: skip


def due_run(at: datetime) -> tuple[Period, int]:
    """The latest period that is over, and of how many shops it is not drawn up. One query."""
    period = last_over(at)
    return period, not_drawn(period).count()
