"""Payments begun and paid, for tests."""

from typing import Any

from shops.orders.models import Order
from shops.payments.gateways import Stands, Told
from shops.payments.models import Payment
from shops.payments.opening import Where, begin
from shops.payments.taking import take_in
from tests.factories.shops import OPENED

WHERE = Where("http://testserver/back", "http://testserver/notice", "10.0.0.1", "o-buyer1")
MEANS = {"wechat": "native", "alipay": "page", "bank": "transfer", "practice": "practice"}


def begun(order: Order, way: str = "", means: str = "", at=OPENED) -> Payment:
    """A try at paying the order, asked of the pretended company."""
    way = way or order.way
    return begin(order=order, way=way, means=means or MEANS[way], where=WHERE, words="瑶都优选", by=None, at=at)


def told_paid(payment: Payment, **changes: Any) -> Told:
    facts = {"number": payment.number, "provider_number": f"T{payment.pk}", "amount": payment.amount, **changes}
    return Told(stands=Stands.PAID, **facts)


def paid(order: Order, at=OPENED, way: str = "") -> Payment:
    """The order, paid without asking anybody."""
    way = way or order.way
    payment = Payment.objects.create(
        order=order, way=way, means=MEANS[way], number=f"{order.number.replace('-', '')}{Payment.objects.count():04d}",
        amount=sum(parcel.total for parcel in order.parcels.all()), started_at=at,
    )  # fmt: skip
    take_in(payment=payment, told=told_paid(payment), at=at)
    order.refresh_from_db()
    return payment
