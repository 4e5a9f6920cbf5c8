"""A guest's booking: when, where, whom to ring, what comes back; calling it off, other days, the voucher."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.money import yuan
from common.states import WrongState
from printing.codes import qr_svg
from shops.availability.checking import Amiss
from shops.availability.ladders import told
from shops.bookings import changing, choosing, operations, vouchers
from shops.bookings.changing import When
from shops.bookings.models import PrintedVoucher
from shops.bookings.queries import booking_of_order
from shops.orders.baskets import TooMany
from shops.orders.models import Booking
from shops.orders.remembering import basket_made, keep_basket, may_open
from shops.orders.views import how_much
from uploads.views import private_file

TOO_LATE = gettext_lazy("It has begun already. Talk to your host.")


def own_booking(request: HttpRequest, number: str, pk: int) -> Booking:
    """A booking of an order that this reader placed; 404 for anybody else."""
    found = booking_of_order(number, pk)
    if found is None or not may_open(request, found.line.parcel.order):
        raise Http404
    return found


def facts_of(booking: Booking) -> dict[str, Any]:
    parcel = booking.line.parcel
    return {"booking": booking, "line": booking.line, "parcel": parcel, "order": parcel.order, "shop": parcel.shop}


@require_safe
def booking(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The voucher on the screen, and what may be done with it now."""
    shown, at = own_booking(request, number, pk), now()
    is_coming = vouchers.has_voucher(shown) and at < shown.arrives_at
    context = {
        **facts_of(shown), "is_coming": is_coming, "may_move": is_coming and changing.may_move(shown, at),
        "back": operations.back_of(shown, at) if is_coming else 0, "ladder": told(shown.ladder),
        "code_drawn": qr_svg(vouchers.check_in_address(shown)) if vouchers.has_voucher(shown) else "",
    }  # fmt: skip
    return render(request, "shops/bookings/booking.html", context)


def call_off(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What comes back is read first; the press calls off."""
    shown, at = own_booking(request, number, pk), now()
    if request.method != "POST":
        back = operations.back_of(shown, at)
        kept = operations.left_of(shown) - back
        context = {**facts_of(shown), "back": back, "kept": kept, "ladder": told(shown.ladder)}
        return render(request, "shops/bookings/call_off.html", context)
    try:
        back = operations.call_off(booking=shown, by=request.user, at=at)
        words = _("Called off. %(sum)s goes back to where you paid from.") % {"sum": yuan(back)} if back else _("Called off.")
        messages.success(request, words)
    except operations.TooLate:
        messages.warning(request, TOO_LATE)
    except WrongState:
        messages.warning(request, _("It is called off or over already."))
    return redirect("bookings:booking", number, pk)


def days(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Other days or another session for the same people; what they cost less goes back."""
    shown, at = own_booking(request, number, pk), now()
    bookable = getattr(shown.visit, "bookable", None)
    if bookable is None or not changing.may_move(shown, at):
        messages.warning(request, _("It cannot be moved any more. You may call it off, or ring your host."))
        return redirect("bookings:booking", number, pk)
    bookable.visit.shop = shown.line.parcel.shop
    answers = request.POST if request.method == "POST" else request.GET
    meetings = [] if shown.is_stay else choosing.meetings(bookable, at)
    chosen = chosen_of(answers)
    when = when_of(answers, chosen, meetings)
    own = changing.stay_of(shown)
    found, amiss, more = looked_at(shown, when, at, own) if when else (None, "", 0)
    if request.method == "POST" and when and more and (answer := anew(request, shown, when)):
        return answer
    if request.method == "POST" and when and found and not more and moved(request, shown, when):
        return redirect("bookings:booking", number, pk)
    context = {
        **facts_of(shown), "found": found, "amiss": amiss, "more": more, "when": when, "meetings": meetings, "chosen": chosen,
        "month": choosing.nights(bookable, request.GET.get("from", ""), chosen, at, own) if shown.is_stay else None,
    }  # fmt: skip
    return render(request, "shops/bookings/days.html", context)


def chosen_of(answers: Any) -> dict[str, Any]:
    first, until = choosing.day_in(answers.get("first", "")), choosing.day_in(answers.get("until", ""))
    return {"first": first, "until": until if first and until and until > first else None}


def when_of(answers: Any, chosen: dict[str, Any], meetings: Any) -> When | None:
    if chosen["first"] and chosen["until"]:
        return When(chosen["first"], chosen["until"])
    session = next((one.session for one in meetings if str(one.session.pk) == answers.get("session")), None)
    return When(choosing.shanghai_day(session.starts_at), session=session) if session else None


def looked_at(booking: Booking, when: When, at: Any, own: Any) -> tuple[Any, str, int]:
    """What these days come to, or why they cannot be had; and how many fen more than was paid."""
    try:
        return changing.look_at(booking, when, at, own), "", 0
    except changing.CannotMove as fault:
        return None, fault.words, 0
    except changing.Dearer as fault:
        return fault.found, "", fault.fen


def anew(request: HttpRequest, booking: Booking, when: When) -> HttpResponse | None:
    """Dearer days are in the basket and the guest at the till; None where they cannot be had, which is said."""
    mine = basket_made(request)
    try:
        changing.book_instead(booking=booking, when=when, basket=mine, at=now())
    except changing.TooLateToMove:
        messages.warning(request, _("It cannot be moved any more. You may call it off, or ring your host."))
    except Amiss as fault:
        messages.warning(request, fault.words)
    except TooMany:
        messages.warning(request, _("Your basket holds twelve visits. Order these first, or take one out."))
    else:
        return keep_basket(request, redirect("orders:checkout"), mine, how_much(mine))
    return None


def moved(request: HttpRequest, booking: Booking, when: When) -> bool:
    """Whether it stands on the new days; what was wrong is said."""
    try:
        back = changing.change_days(booking=booking, when=when, by=request.user, at=now())
    except (changing.CannotMove, changing.TooLateToMove, changing.Dearer, WrongState):
        messages.warning(request, _("Somebody was faster: choose other days. Your booking stands as it was."))
        return False
    words = _("Moved. %(sum)s comes back to you.") % {"sum": yuan(back)} if back else _("Moved. Your host is told.")
    messages.success(request, words)
    return True


@require_POST
def ask_voucher(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Have it printed."""
    try:
        vouchers.ask_for_voucher(booking=own_booking(request, number, pk), language=reader(), at=now())
    except vouchers.NotBooked:
        messages.warning(request, _("There is a voucher once it is paid, until it is over or called off."))
        return redirect("bookings:booking", number, pk)
    return redirect("bookings:voucher", number, pk)


@require_safe
def voucher(request: HttpRequest, number: str, pk: int) -> HttpResponse | FileResponse:
    """The file that was asked for last; while it is being printed, a page that looks again by itself."""
    shown = own_booking(request, number, pk)
    one = PrintedVoucher.objects.filter(booking=shown, language=reader(), moves=shown.moves).first()
    if one is None:
        return redirect("bookings:booking", number, pk)
    if one.pdf:
        return private_file(one.pdf, name=f"yaodu-{shown.code}.pdf", content_type="application/pdf", attachment=True)
    response = render(request, "shops/bookings/voucher.html", {**facts_of(shown), "printed": one})
    if not one.failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response


def reader() -> str:
    return get_language() or "zh-hans"
