"""What pages show of money that came and went."""

from dataclasses import dataclass

from shops.orders.models import Order
from shops.payments.models import Payment, Proof, Refund


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


def money_of(order: Order) -> Money:
    """One query, and one more where something was paid."""
    paid = list(Payment.objects.filter(order=order, state=Payment.State.PAID).order_by("pk"))
    refunds = list(Refund.objects.filter(payment__in=paid).order_by("pk")) if paid else []
    return Money(paid, refunds)


def proofs_to_look_at(most: int = 100) -> list[Proof]:
    """The oldest first. One query."""
    waiting = Proof.objects.filter(state=Proof.State.WAITING, payment__state=Payment.State.STARTED)
    return list(waiting.select_related("payment__order").order_by("pk")[:most])
