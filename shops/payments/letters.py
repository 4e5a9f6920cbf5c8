"""What buyers are told of their money, and franchise managers of a transfer to look at."""

from datetime import datetime
from typing import Any

from accounts.models import Role
from accounts.queries import people_with_role
from common.money import yuan
from outbox.operations import tell, tell_number
from shops.orders.models import Order
from shops.payments.models import Payment, Proof, Refund


def to_buyer_of(order: Order, template: str, key: str, at: datetime, **context: Any) -> None:
    """A letter about an order's money, by the buyer's own way; a guest's by SMS. Practice is written to nobody."""
    if order.way == Order.Way.PRACTICE:
        return
    facts: dict[str, Any] = {
        "key": key, "template": template, "context": {"number": order.number, **context}, "link": f"/orders/{order.number}/",
        "at": at,
    }  # fmt: skip
    if order.buyer:
        tell(user=order.buyer, **facts)
    elif order.phone:
        tell_number(phone=order.phone, language=order.language, **facts)


def paid(payment: Payment, *, at: datetime) -> None:
    to_buyer_of(payment.order, "order_paid", f"paid-{payment.pk}", at, sum=yuan(payment.amount))


def came_too_late(payment: Payment, *, is_twice: bool, at: datetime) -> None:
    key = f"surplus-{payment.pk}"
    to_buyer_of(payment.order, "payment_not_needed", key, at, sum=yuan(payment.amount), is_twice=is_twice)


def paid_back(refund: Refund, *, at: datetime) -> None:
    to_buyer_of(refund.payment.order, "refund_done", f"refund-{refund.pk}", at, sum=yuan(refund.amount), by_hand=refund.by_hand)


def proof_refused(proof: Proof, *, at: datetime) -> None:
    to_buyer_of(proof.payment.order, "proof_refused", f"proof-{proof.pk}", at, reasons=proof.words)


def proof_came(proof: Proof, *, at: datetime) -> None:
    """To those who look whether the money is in the bank."""
    order, payment = proof.payment.order, proof.payment
    context = {"number": order.number, "sum": yuan(payment.amount)}
    for person in people_with_role(Role.FRANCHISE_MANAGER):
        key = f"proof-{proof.pk}-{person.pk}"
        tell(user=person, key=key, template="proof_came", context=context, link="/franchise/transfers/", at=at)
