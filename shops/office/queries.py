"""Orders with their sums, and one order with all that happened to it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.audit import subject_of
from common.models import AuditEntry
from shops.fulfilment.models import Posting
from shops.fulfilment.queries import postings_of
from shops.ledger.models import Entry
from shops.ledger.postings import WORDS
from shops.ledger.queries import entries_of
from shops.orders.models import LineDiscount, Order, OrderLine, ShopOrder
from shops.orders.queries import with_parts
from shops.payments.models import Difference, Payment, Proof, Refund
from shops.returns.models import Claim

DEEDS: dict[str, Any] = {
    "place order": _("Placed the order"), "confirm order": _("Confirmed: it may be packed"),
    "order expired": _("Not paid in time: all of it went back on the shelf"),
    "order cancelled": pgettext_lazy("what was done", "Cancelled the order"),
    "cancel unpaid order": _("Said why it is cancelled"), "cancel part of order": _("Cancelled a shop’s part"),
    "post parcel": _("Posted a parcel"), "receive parcel": _("Received: the money is the shop’s"),
    "begin payment": _("Began to pay"), "take in payment": _("Took the payment in"),
    "ask about payment": _("Asked the payment company"), "hand in proof": _("Handed in a picture of a transfer"),
    "refuse proof": _("Refused the picture of a transfer"), "promise refund": _("Promised money back"),
    "refund stuck": _("The payment company refused to pay back"), "try refund again": _("Let the refund be sent again"),
    "refund done": _("The money went back"), "pay refund by hand": _("Said that it was paid back by hand"),
    "settle difference": _("Settled the difference"), "send fewer": _("Sent less than was ordered"),
    "claim money back": _("Claimed money back"), "agree to claim": _("Agreed to the claim"), "offer less": _("Offered less"),
    "accept offer": _("Took the offer"), "ask for goods back": _("Asked for the goods back"),
    "send goods back": _("Sent the goods back"), "goods came back": _("The goods came back"),
    "refuse claim": _("Refused the claim"),
    "object to return": _("Objected to what came back"), "take to manager": _("Took it to the manager"),
    "take claim back": _("Took the claim back"), "decide dispute": _("Decided the dispute"),
    "draw up settlement": _("Drew it up"), "approve settlement": _("Approved it"), "hold settlement back": _("Held it back"),
    "mark settlement paid": _("Marked it paid"), "mark settlement failed": _("The bank sent it back"),
    "claim moved on": _("Nobody moved: it went on by itself"), "give money back": _("Gave money back unasked"),
}  # fmt: skip


def with_sums(rows: QuerySet[Order]) -> QuerySet[Order]:
    """Each order with `fen` for all of it and `shops`, how many it was placed at. No query more."""
    lines = OrderLine.objects.filter(parcel__order=OuterRef("pk")).order_by().values("parcel__order")
    off = LineDiscount.objects.filter(line__parcel__order=OuterRef("pk")).order_by().values("line__parcel__order")
    parts = ShopOrder.objects.filter(order=OuterRef("pk")).order_by().values("order")
    return rows.annotate(
        fen=first(lines.annotate(fen=Sum(F("price") * F("packs"))).values("fen"))
        - first(off.annotate(fen=Sum("amount")).values("fen"))
        + first(parts.annotate(fen=Sum("delivery")).values("fen")),
        shops=first(parts.annotate(n=Count("pk")).values("n")),
    )


def first(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows[:1], output_field=IntegerField()), 0)


def order_found_by(words: str) -> Q:
    """What somebody says on the telephone: the order's number or the end of it, their name, their number or its last four
    figures."""
    figures = "".join(one for one in words if one.isdecimal())
    plain = "".join(words.split()).upper()
    query = Q(name__icontains=words) | Q(number__startswith=plain) | Q(number__endswith=plain)
    if len(figures) >= 4 and len(figures) == len(words.replace(" ", "").replace("-", "").removeprefix("+")):
        query |= Q(phone__endswith=figures[-11:])
    return query


@dataclass(frozen=True)
class Step:
    """One entry of the ledger, in words."""

    entry: Entry
    words: Any


@dataclass(frozen=True)
class Deed:
    """One line of the audit, in words."""

    line: AuditEntry
    words: Any

    @property
    def reasons(self) -> str:
        return str(self.line.details.get("reasons") or self.line.details.get("words") or "")


@dataclass(frozen=True)
class WholeOrder:
    order: Order
    parts: list[tuple[ShopOrder, list[Posting]]]
    payments: list[Payment]
    refunds: list[Refund]
    proofs: list[Proof]
    steps: list[Step]
    deeds: list[Deed]


def whole(order: Order) -> WholeOrder:
    """Eleven queries, however much happened."""
    read = with_parts(Order.objects.filter(pk=order.pk)).get()
    parcels = list(read.parcels.all())
    postings = postings_of(parcels)
    payments = list(Payment.objects.filter(order=order).order_by("pk"))
    refunds = list(Refund.objects.filter(payment__in=payments).select_related("payment").order_by("pk"))
    proofs = list(Proof.objects.filter(payment__in=payments).order_by("pk"))
    steps = [Step(entry, WORDS.get(entry.kind, entry.kind)) for entry in entries_of(order.number)]
    deeds = deeds_of([order, *parcels, *payments, *refunds, *proofs])
    return WholeOrder(read, [(one, postings.get(one.pk, [])) for one in parcels], payments, refunds, proofs, steps, deeds)


def deeds_of(records: list[Any]) -> list[Deed]:
    """Who did what to these records, from the first on. One query."""
    lines = AuditEntry.objects.filter(subject__in=[subject_of(one) for one in records]).select_related("actor")
    return [Deed(line, DEEDS.get(line.action, line.action)) for line in lines.order_by("pk")]


@dataclass(frozen=True)
class Waiting:
    """How much of the money waits for a person."""

    proofs: int
    refunds: int
    differences: int
    disputes: int


def waiting() -> Waiting:
    """Four queries."""
    return Waiting(
        Proof.objects.filter(state=Proof.State.WAITING, payment__state=Payment.State.STARTED).count(),
        Refund.objects.filter(state=Refund.State.STUCK).count(),
        Difference.objects.filter(settled_at=None).count(),
        Claim.objects.filter(state=Claim.State.DISPUTED).count(),
    )
