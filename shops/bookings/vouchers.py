"""The voucher as a PDF: what, when, where, whom to ring, and a code that the host's phone reads. Kept on the guest's phone it
needs no network. Printed once for a press, by a job apart from the web worker."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from common.clock import now
from printing.codes import qr_svg
from printing.operations import CannotPrint, render
from shops.bookings.models import PrintedVoucher
from shops.bookings.queries import with_facts
from shops.orders.models import Booking, ShopOrder

log = logging.getLogger(__name__)
TWICE = timedelta(seconds=30)  # a second press within it is the same wish
KEPT = timedelta(days=7)


class NotBooked(Exception):
    """It is not paid, or called off; nothing is printed."""


def has_voucher(booking: Booking) -> bool:
    return booking.line.parcel.state == ShopOrder.State.BOOKED


@transaction.atomic
def ask_for_voucher(*, booking: Booking, language: str, at: datetime) -> PrintedVoucher:
    """Have it printed as it stands now. Pressed twice, it is printed once. Raises NotBooked."""
    if not has_voucher(booking):
        raise NotBooked(booking.pk)
    Booking.objects.select_for_update().get(pk=booking.pk)
    rows = PrintedVoucher.objects.filter(booking=booking, language=language)
    if again := rows.filter(moves=booking.moves, failed=False, asked_at__gt=at - TWICE).first():
        return again
    sweep(rows)
    made = PrintedVoucher.objects.create(booking=booking, language=language, moves=booking.moves, asked_at=at)
    transaction.on_commit(partial(print_voucher.enqueue, made.pk))
    return made


def sweep(rows: Any) -> int:
    """Delete these printings and their files; how many."""
    old = list(rows)
    for one in old:
        if one.pdf:
            transaction.on_commit(partial(one.pdf.storage.delete, str(one.pdf.name)))
        one.delete()
    return len(old)


def forget_vouchers(*, at: datetime, most: int = 500) -> int:
    """Delete vouchers printed a week ago; how many. Asked for again, one is printed in a second."""
    with transaction.atomic():
        return sweep(PrintedVoucher.objects.filter(asked_at__lte=at - KEPT).order_by("asked_at")[:most])


def check_in_address(booking: Booking) -> str:
    """Where the host's phone comes when it reads the code."""
    return f"{settings.BASE_URL}{reverse('desk:booking_by_code')}?code={booking.code}"


@task()
def print_voucher(pk: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    wish = PrintedVoucher.objects.filter(pk=pk).first()
    if wish is None or wish.pdf:
        return
    booking = with_facts().get(pk=wish.booking_id)
    with translation.override(wish.language):
        context = {"booking": booking, "code_drawn": qr_svg(check_in_address(booking)), "at": wish.asked_at}
        try:
            pdf = render(template="documents/voucher.html", context=context, language=wish.language)
        except CannotPrint as fault:
            log.warning("Voucher %s was not printed: %r", pk, fault)
            PrintedVoucher.objects.filter(pk=pk).update(failed=True)
            return
    wish.pdf.save(f"voucher-{pk}.pdf", ContentFile(pdf), save=False)
    if not PrintedVoucher.objects.filter(pk=pk, pdf="").update(pdf=wish.pdf.name, printed_at=now()):
        wish.pdf.delete(save=False)  # another job printed it meanwhile, or it was swept
