"""Receipts (收据) for buyers: of what was paid, printed once for a press by a job apart from the web worker.

Cash is paid when a part was received; what was paid before, once the order is confirmed. Practice is paid by nobody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from common.capitals import capital_yuan
from printing.keeping import fill, lately, sweep
from printing.operations import CannotPrint, render
from shops.fulfilment.models import PrintedReceipt
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import held
from shops.orders.queries import order_at
from shops.payments.queries import Gone, gone_of, money_of

State = ShopOrder.State
KEPT = timedelta(days=7)  # a receipt asked for again is printed in a second


class NotPaid(Exception):
    """Nothing of the order was paid, or nothing of it was kept; nothing is printed."""


@dataclass(frozen=True)
class Receipt:
    """What was paid of an order, by part, what of it went back, and what was not sent and so not paid at the door. Fen."""

    order: Order
    parts: list[ShopOrder]
    returned: int
    gone: Gone

    @property
    def paid(self) -> int:
        return sum(part.total for part in self.parts) - self.gone.less

    @property
    def kept(self) -> int:
        return self.paid - self.returned

    @property
    def capitals(self) -> str:
        return capital_yuan(self.kept)


def paid_parts(order: Order) -> list[ShopOrder]:
    """The parts that the buyer has paid for and that were not cancelled; none while nothing was. Asks nothing where the
    parts were read with the order."""
    if order.way == Order.Way.PRACTICE or order.state != Order.State.CONFIRMED:
        return []
    if order.way == Order.Way.CASH:
        return [part for part in order.parcels.all() if part.state == State.RECEIVED]
    return [part for part in order.parcels.all() if part.state != State.CANCELLED]


def receipt_of(order: Order) -> Receipt:
    """Three queries beside those of the order. Raises NotPaid."""
    parts = paid_parts(order)
    named = {part.pk for part in parts}
    returned = sum(one.amount for one in money_of(order).refunds if one.parcel_id in named) if parts else 0
    receipt = Receipt(order, parts, returned, gone_of(parts))
    if receipt.kept <= 0:
        raise NotPaid(order.number)
    return receipt


@transaction.atomic
def ask_for_receipt(*, order: Order, language: str, by: Any, at: datetime) -> PrintedReceipt:
    """Have the receipt printed as things stand now. Pressed twice, it is printed once. Raises NotPaid."""
    held(order)
    receipt_of(order)
    rows = PrintedReceipt.objects.filter(order=order, language=language)
    if again := lately(rows, at).first():
        return again
    sweep(rows)
    made = PrintedReceipt.objects.create(order=order, language=language, asked_at=at)
    audit.record(by if getattr(by, "pk", None) else None, "print receipt", order, at=at)
    transaction.on_commit(partial(print_receipt.enqueue, made.pk))
    return made


def forget_receipts(*, at: datetime, most: int = 500) -> int:
    """Delete receipts printed a week ago; how many."""
    with transaction.atomic():
        return sweep(PrintedReceipt.objects.filter(asked_at__lte=at - KEPT).order_by("asked_at")[:most])


@task()
def print_receipt(pk: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    wish = PrintedReceipt.objects.select_related("order").filter(pk=pk).first()
    fill(wish, drawn, name="receipt", faults=(CannotPrint, NotPaid))


def drawn(wish: PrintedReceipt) -> bytes:
    """Raises CannotPrint, NotPaid."""
    order = order_at(wish.order.number)
    with translation.override(wish.language):
        context = {"receipt": receipt_of(order), "order": order, "at": wish.asked_at}  # type: ignore[arg-type]
        return render(template="documents/receipt.html", context=context, language=wish.language)
