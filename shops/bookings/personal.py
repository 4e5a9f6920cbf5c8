"""What bookings hold of people: vouchers that were printed say a name."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from shops.availability.models import Stay
from shops.bookings.models import PrintedVoucher
from shops.orders.models import Booking

mine = part("bookings")
mine.holds(
    "bookings.PrintedVoucher", "booking__line__parcel__order__buyer", title=_("Vouchers you had printed"),
    shown={"booking__line__parcel__order__number": _("order number"), "asked_at": _("asked on")}, files={"pdf": "pdf"},
    erase=DELETE,
)  # fmt: skip


@mine.also
def forget_guest(person: Any) -> None:
    """The calendar says who comes, and who came before they moved: name and number go there too."""
    for key in Booking.objects.filter(line__parcel__order__buyer=person).values_list("stay_key", flat=True):
        first = key.partition(" moved ")[0]
        Stay.objects.filter(Q(key=first) | Q(key__startswith=f"{first} moved ")).update(words="", phone="")


@mine.also
def unprint(person: Any) -> None:
    """The files say a name: they go with the rows."""
    for row in PrintedVoucher.objects.filter(booking__line__parcel__order__buyer=person).exclude(pdf=""):
        row.pdf.delete(save=False)
