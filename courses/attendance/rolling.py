"""The roll of a day on a mentor's phone: the lines, the code to show, the paper list, and what trainees say is wrong."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now, shanghai_day
from common.rights import visible
from courses.attendance import asking, operations, queries
from courses.attendance.forms import AnswerForm, RollForm, lines_of
from courses.attendance.marking import Line, take_roll
from courses.attendance.models import CorrectionRequest, How, Mark, Presence, PrintedList, TrainingDay
from courses.attendance.planning import own_day
from courses.attendance.prints import ask_for_list
from printing.codes import qr_svg
from uploads.views import private_file

LATEST = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody on the roll of a day; before it comes, who will be called."""
    day = own_day(request, pk)
    if request.method != "POST":
        return shown(request, day, RollForm(initial={"guests": day.guests}))
    form, lines = RollForm(request.POST), lines_of(request.POST)
    if form.is_valid() and taken(request, day, form, lines):
        return redirect("attendance:roll", day.pk)
    return shown(request, day, form, {pk: line.state for pk, line in lines.items()})


def taken(request: HttpRequest, day: TrainingDay, form: RollForm, lines: dict[int, Line]) -> bool:
    """Keep the roll; False when the form now says what to mend."""
    if "rest" in (request.POST.get("do"), request.POST.get("press")):  # `press`: what was pressed before roll.js sent it
        rest = [line.place.pk for line in queries.roll_of(day) if not line.mark]
        lines = {**{pk: Line(Presence.ABSENT) for pk in rest}, **lines}
    how = How.PAPER if request.POST.get("how") == How.PAPER else How.ROLL
    try:
        kept = take_roll(day=day, lines=lines, how=how, by=request.user, at=now(), **form.cleaned_data)
    except operations.WhyMissing:
        form.add_error("why", _("You change a line that was kept before. Write why, like: came at 10:20."))
        return False
    except operations.FutureDay:
        form.add_error(None, _("This day is still to come. A roll tells who came: take it on the day."))
        return False
    except operations.CalledOff:
        form.add_error(None, _("This day was called off, so nobody is marked on it."))
        return False
    words = ngettext("Kept: %(n)s trainee marked.", "Kept: %(n)s trainees marked.", kept.marked + kept.corrected)
    messages.success(request, words % {"n": kept.marked + kept.corrected})
    return True


def shown(request: HttpRequest, day: TrainingDay, form: RollForm, pressed: dict[int, str] | None = None) -> HttpResponse:
    """The page; `form` may carry errors, and `pressed` what was pressed before them."""
    lines, at = queries.roll_of(day, pressed), now()
    source = request.POST if request.method == "POST" else request.GET
    context = {
        "day": day, "lines": lines, "form": form, "states": Presence.choices,
        "is_paper": source.get("how") == How.PAPER, "is_to_come": day.held_on > shanghai_day(at),
        "came": sum(line.was in (Presence.PRESENT, Presence.LATE) for line in lines),
        "by_code": sum(bool(line.mark and line.mark.how == How.CODE) for line in lines),
        "printed": PrintedList.objects.filter(day=day, asked_by_id=request.user.pk)[:LATEST],
    }  # fmt: skip
    return render(request, "attendance/roll.html", context)


@never_cache
@require_safe
@login_required
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code, large, to be typed or scanned: the same the whole day."""
    day = own_day(request, pk)
    by_code = day.marks.exclude(code_at=None).count()  # type: ignore[attr-defined]
    return render(request, "attendance/code.html", {"day": day, "drawn": drawn(day), "by_code": by_code})


def drawn(day: TrainingDay) -> SafeString:
    """The code as inline SVG: the address that has it filled in."""
    return qr_svg(f"{settings.BASE_URL}/d/{day.code}", dark="#151A2C")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What a trainee says is wrong, and the mentor's answer."""
    near = "day__cohort", "enrolment__trainee", "answered_by"
    asked = get_object_or_404(visible(request.user, CorrectionRequest).select_related(*near), pk=pk)
    mark = Mark.objects.filter(day=asked.day, enrolment=asked.enrolment).first()
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"state": mark.state if mark else ""})
    if request.method == "POST" and form.is_valid():
        return answered(request, asked, form.cleaned_data)
    return render(request, "attendance/answer.html", {"asked": asked, "day": asked.day, "mark": mark, "form": form})


def answered(request: HttpRequest, asked: CorrectionRequest, given: dict[str, Any]) -> HttpResponse:
    try:
        asking.answer_correction(request=asked, by=request.user, at=now(), **given)
    except asking.AlreadyAnswered:
        messages.info(request, _("It was answered already. Nothing more was done."))
    else:
        messages.success(request, _("Answered. %(name)s has been told.") % {"name": asked.enrolment.trainee.name})
    return redirect("attendance:roll", asked.day_id)


@require_POST
@login_required
def print_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the paper list printed."""
    day = own_day(request, pk)
    ask_for_list(day=day, by=request.user, at=now())
    messages.info(request, _("The list is being printed. It stands below in a minute."))
    return redirect(f"{reverse('attendance:roll', args=[day.pk])}#paper")


@require_safe
@login_required
def list_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """A printed list, for who leads the day."""
    printed = get_object_or_404(visible(request.user, PrintedList).exclude(pdf=""), pk=pk)
    return private_file(printed.pdf, name=f"list-{printed.pk}.pdf", content_type="application/pdf", attachment=True)
