"""What guests and hosts are told of bookings."""

from datetime import datetime
from typing import Any

from common.money import yuan
from outbox.operations import tell, tell_number
from shops.franchise.operations import words_about
from shops.franchise.renewing import everybody
from shops.orders.models import Booking


def link_of(booking: Booking) -> str:
    return f"/orders/{booking.line.parcel.order.number}/visits/{booking.pk}/"


def about(booking: Booking) -> dict[str, Any]:
    """The shop, the visit and its days in both languages, the code."""
    line: Any = booking.line
    return {
        **words_about(line.parcel.shop), "number": line.parcel.order.number, "code": booking.code,
        "guest": line.parcel.order.name,
        "visit_zh": line.name_zh_hans, "visit_en": line.name_en, "when_zh": line.pack_zh_hans, "when_en": line.pack_en,
    }  # fmt: skip


def to_guest(booking: Booking, template: str, at: datetime, key: str = "", **more: Any) -> None:
    order = booking.line.parcel.order
    facts: dict[str, Any] = {
        "key": f"{template}-{booking.pk}{key}", "template": template, "context": {**about(booking), **more},
        "link": link_of(booking), "at": at,
    }  # fmt: skip
    if order.buyer:
        tell(user=order.buyer, **facts)
    elif order.phone:
        tell_number(phone=order.phone, language=order.language, **facts)


def to_host(booking: Booking, template: str, at: datetime, key: str = "", **more: Any) -> None:
    """Everybody who works in the shop."""
    for person in everybody(booking.line.parcel.shop):
        tell(
            user=person, key=f"{template}-{booking.pk}{key}-{person.pk}", template=template, context={**about(booking), **more},
            link=f"/my/shop/bookings/{booking.pk}/", at=at,
        )  # fmt: skip


def booked(booking: Booking, *, at: datetime) -> None:
    to_guest(booking, "booking_made", at)
    to_host(booking, "booking_came", at)


def called_off(booking: Booking, *, back: int, kept: int, at: datetime) -> None:
    """Both: the guest reads what comes back, the host what stays."""
    sums = {"back": yuan(back) if back else "", "kept": yuan(kept) if kept else ""}
    to_guest(booking, "booking_off", at, **sums)
    to_host(booking, "booking_off_for_host", at, **sums)


def cancelled(booking: Booking, *, reasons: str, at: datetime) -> None:
    to_guest(booking, "booking_cancelled", at, reasons=reasons)


def moved(booking: Booking, *, back: int, at: datetime) -> None:
    key = f"-{booking.moves}"
    to_guest(booking, "booking_moved", at, key, back=yuan(back) if back else "")
    to_host(booking, "booking_moved_for_host", at, key)


def other_room(booking: Booking, *, was: dict[str, str], reasons: str, at: datetime) -> None:
    """`was`: what the room was called they booked, in both languages."""
    to_guest(booking, "booking_room", at, f"-{booking.moves}", reasons=reasons, **was)


def missed(booking: Booking, *, at: datetime) -> None:
    to_guest(booking, "booking_missed", at)


def tomorrow(booking: Booking, *, at: datetime) -> None:
    to_guest(booking, "booking_tomorrow", at, f"-{booking.moves}")
