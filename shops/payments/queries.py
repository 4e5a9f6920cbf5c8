"""What pages show of money that came and went."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shops.orders.models import Order, ShopOrder
from shops.payments.models import Payment, Proof, Refund, RefundedLine


@dataclass(frozen=True)
class Money:
    """What an order's page says of its money: what came, what goes back, by part's id too."""

    paid: list[Payment]
    refunds: list[Refund]

    @property
    def returned(self) -> int:
        return sum(one.amount for one in self.refunds)

    @property
    def on_its_way(self) -> int:
        return sum(one.amount for one in self.refunds if one.state != Refund.State.DONE)

    def of_part(self, pk: int) -> list[Refund]:
        return [one for one in self.refunds if one.parcel_id == pk]

    def is_all_of(self, parcel: ShopOrder) -> bool:
        """Whether all that was paid for a part goes back; its lines were read with it."""
        came = sum(one.amount for one in self.paid if not one.is_surplus)
        return sum(one.amount for one in self.of_part(parcel.pk)) >= min(parcel.total, came)


def money_of(order: Order) -> Money:
    """One query, and one more where something was paid."""
    paid = list(Payment.objects.filter(order=order, state=Payment.State.PAID).order_by("pk"))
    refunds = list(Refund.objects.filter(payment__in=paid).order_by("pk")) if paid else []
    return Money(paid, refunds)


@dataclass(frozen=True)
class Gone:
    """What of some parts went back or was not sent: packs by line's id, and fen by part's id that were never paid."""

    packs: Mapping[int, int]
    unpaid: Mapping[int, int]

    @property
    def less(self) -> int:
        """Fen that are paid less at the door, for all of these parts."""
        return sum(self.unpaid.values())


def gone_of(parcels: Iterable[ShopOrder]) -> Gone:
    """One query."""
    packs: Counter[int] = Counter()
    unpaid: Counter[int] = Counter()
    rows = RefundedLine.objects.filter(line__parcel__in=[parcel.pk for parcel in parcels]).order_by()
    for line, parcel, refund, count, amount in rows.values_list("line", "line__parcel", "refund", "packs", "amount"):
        packs[line] += count
        unpaid[parcel] += 0 if refund else amount
    return Gone(packs, unpaid)


def proofs_to_look_at(most: int = 100) -> list[Proof]:
    """The oldest first. One query."""
    waiting = Proof.objects.filter(state=Proof.State.WAITING, payment__state=Payment.State.STARTED)
    return list(waiting.select_related("payment__order").order_by("pk")[:most])
