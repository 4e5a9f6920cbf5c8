"""A trainee's own attendance: the code of the day, the days so far, and how to say that one stands wrong."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.attendance import asking, marking, operations, queries
from courses.attendance.forms import AskForm, CodeForm
from courses.attendance.models import Mark, TrainingDay
from courses.cohorts.models import Enrolment
from courses.cohorts.queries import current_enrolment

LIMIT = "attendance_code"  # of ACCOUNT_RATE_LIMITS: wrong codes of one person


def own_place(request: HttpRequest) -> Enrolment:
    """What the reader studies now, else what they left or graduated from last; 404 without any."""
    latest = Enrolment.objects.filter(trainee_id=request.user.pk).select_related("cohort").order_by("-started_at").first()
    place = current_enrolment(request.user) or latest
    if place is None:
        raise Http404
    allow_or_404(request.user, "see own attendance", place)
    return place


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Type the code, or press once after scanning it (the address brought it); below, the days so far."""
    place = own_place(request)
    form = CodeForm(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")[:12]})
    if request.method == "POST" and form.is_valid() and came(request, form):
        return redirect("attendance:mine")
    at = now()
    context = {
        "place": place, "form": form, "days": queries.own_days(place), "share": queries.share_of(place, shanghai_day(at)),
        "next": queries.next_day(place, at), "today": shanghai_day(at), "is_scanned": bool(request.GET.get("code")),
    }  # fmt: skip
    return render(request, "attendance/mine.html", context)


def came(request: HttpRequest, form: CodeForm) -> bool:
    """Use the code; False when the form now says what to do. Wrong codes are counted, and too many stop right ones as well."""
    if not ratelimit.consume(request, action=LIMIT, dry_run=True):
        form.add_error("code", _("Too many wrong codes. Wait ten minutes, or ask your mentor to mark you on the roll."))
        return False
    try:
        mark = marking.use_code(trainee=request.user, code=form.cleaned_data["code"], at=now())
    except marking.WrongCode:
        ratelimit.consume(request, action=LIMIT)
        form.add_error(
            "code", _("This is not the code of a day of yours. Look at it again: six digits, on your mentor’s phone.")
        )
    except marking.NotStudying:
        form.add_error("code", _("Your place is paused or over, so you are not on the roll. Speak with your mentor."))
    except marking.TooEarly as fault:
        words = _("This code opens on %(when)s. Type or scan it again from an hour before then.")
        form.add_error("code", words % {"when": when(fault.day.opens_at)})
    except marking.TooLate as fault:
        words = _("This code was of %(day)s and counts no more. If you were there, say so below at that day.")
        form.add_error("code", words % {"day": date_format(fault.day.held_on, "DATE_FORMAT")})
    except operations.CalledOff:
        form.add_error("code", _("This day was called off."))
    else:
        say(request, mark)
        return True
    return False


def when(at: Any) -> str:
    """The day and the clock time in Shanghai."""
    return date_format(timezone.localtime(at, timezone.get_default_timezone()), "DATETIME_FORMAT")


def say(request: HttpRequest, mark: Mark) -> None:
    if mark.how == marking.How.CODE and mark.at > now():
        words = _("You are early. Your code is kept and counts from %(when)s; you need do nothing more.")
        messages.success(request, words % {"when": when(mark.at)})
    else:
        words = _("You are on the list of %(day)s: %(state)s.")
        day = date_format(mark.day.held_on, "DATE_FORMAT")
        messages.success(request, words % {"day": day, "state": mark.get_state_display()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with a day of one's own; 404 for a day of a cohort one has no part in."""
    place = own_place(request)
    allow_or_404(request.user, "ask for correction", place)
    day = get_object_or_404(TrainingDay.objects.filter(pk__in=[one.day.pk for one in queries.own_days(place)]), pk=pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and asked(request, day, place, form):
        return redirect("attendance:mine")
    mark = Mark.objects.filter(day=day, enrolment=place).first()
    return render(request, "attendance/ask.html", {"day": day, "mark": mark, "form": form})


def asked(request: HttpRequest, day: TrainingDay, place: Enrolment, form: AskForm) -> bool:
    try:
        asking.ask_correction(day=day, enrolment=place, words=form.cleaned_data["words"], at=now())
    except operations.FutureDay:
        form.add_error(None, _("This day is still to come; nothing is kept about it yet."))
        return False
    except operations.CalledOff:
        form.add_error(None, _("This day was called off."))
        return False
    messages.success(request, _("Sent. The answer comes as a message."))
    return True
