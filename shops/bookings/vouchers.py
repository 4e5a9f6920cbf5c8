"""The voucher as a PDF: what, when, where, whom to ring, and a code that the host's phone reads. Kept on the guest's phone it
needs no network. Printed once for a press, by a job apart from the web worker."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from printing.codes import qr_svg
from printing.keeping import fill, lately, sweep
from printing.operations import render
from shops.bookings.models import PrintedVoucher
from shops.bookings.queries import with_facts
from shops.orders.models import Booking, ShopOrder

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
    if again := lately(rows.filter(moves=booking.moves), at).first():
        return again
    sweep(rows)
    made = PrintedVoucher.objects.create(booking=booking, language=language, moves=booking.moves, asked_at=at)
    transaction.on_commit(partial(print_voucher.enqueue, made.pk))
    return made


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
    fill(wish, drawn, name="voucher")


def drawn(wish: PrintedVoucher) -> bytes:
    booking = with_facts().get(pk=wish.booking_id)
    with translation.override(wish.language):
        context = {"booking": booking, "code_drawn": qr_svg(check_in_address(booking)), "at": wish.asked_at}
        return render(template="documents/voucher.html", context=context, language=wish.language)
