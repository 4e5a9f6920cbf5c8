"""Receipts (收据) for buyers: of what was paid, printed once for a press by a job apart from the web worker.

Cash is paid when a part was received; what was paid before, once the order is confirmed. Practice is paid by nobody.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from common.capitals import capital_yuan
from common.clock import now
from printing.operations import CannotPrint, render
from shops.fulfilment.models import PrintedReceipt
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import held
from shops.orders.queries import order_at
from shops.payments.queries import Gone, gone_of, money_of

log = logging.getLogger(__name__)
State = ShopOrder.State
TWICE = timedelta(seconds=30)  # a second press within it is the same wish
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
    if again := rows.filter(asked_at__gt=at - TWICE, failed=False).first():
        return again
    sweep(rows)
    made = PrintedReceipt.objects.create(order=order, language=language, asked_at=at)
    audit.record(by if getattr(by, "pk", None) else None, "print receipt", order, at=at)
    transaction.on_commit(partial(print_receipt.enqueue, made.pk))
    return made


def sweep(rows: Any) -> int:
    """Delete these printings and their files; how many."""
    old = list(rows)
    for one in old:
        if one.pdf:
            transaction.on_commit(partial(one.pdf.storage.delete, str(one.pdf.name)))
        one.delete()
    return len(old)


def forget_receipts(*, at: datetime, most: int = 500) -> int:
    """Delete receipts printed a week ago; how many."""
    with transaction.atomic():
        return sweep(PrintedReceipt.objects.filter(asked_at__lte=at - KEPT).order_by("asked_at")[:most])


@task()
def print_receipt(pk: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    wish = PrintedReceipt.objects.select_related("order").filter(pk=pk).first()
    if wish is None or wish.pdf:
        return
    order = order_at(wish.order.number)
    with translation.override(wish.language):
        try:
            receipt = receipt_of(order)  # type: ignore[arg-type]
            context = {"receipt": receipt, "order": order, "at": wish.asked_at}
            pdf = render(template="documents/receipt.html", context=context, language=wish.language)
        except (CannotPrint, NotPaid) as fault:
            log.warning("Receipt %s was not printed: %r", pk, fault)
            PrintedReceipt.objects.filter(pk=pk).update(failed=True)
            return
    wish.pdf.save(f"receipt-{pk}.pdf", ContentFile(pdf), save=False)
    if not PrintedReceipt.objects.filter(pk=pk, pdf="").update(pdf=wish.pdf.name, printed_at=now()):
        wish.pdf.delete(save=False)  # another job printed it meanwhile, or it was swept
