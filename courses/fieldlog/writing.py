"""Writing one entry and correcting one. What was typed and photographed stays, whatever else is wrong."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.fieldlog import operations, queries
from courses.fieldlog.activities import ACTIVITIES, WORK, Activity
from courses.fieldlog.faults import FAULTS, say_fault
from courses.fieldlog.forms import EntryForm, as_typed
from courses.fieldlog.models import Check, LogEntry
from courses.fieldlog.views import own_subject
from uploads.models import Photo
from uploads.operations import Refused, take_in_photo

MOST_PHOTOS = 4
SUGGESTED = ("used", "quantity", "unit", "dose", "waiting_days")  # likely the same as last time


def work_of(kind: str, key: str) -> Activity:
    """The work, if it is work of this kind; 404 else."""
    work = ACTIVITIES.get(key)
    if work is None or work.of != kind:
        raise Http404
    return work


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, kind: str, pk: int, activity: str) -> HttpResponse:
    """A new entry: today, and what was used the last time, stand there already."""
    subject, work = own_subject(request, kind, pk), work_of(kind, activity)
    if request.method == "POST":
        return posted(request, subject, work, None)
    form = EntryForm(work=work, initial=suggestions(subject, work))
    return shown(request, subject, form, [], None)


def suggestions(subject: Any, work: Activity) -> dict[str, Any]:
    last = queries.last_like(subject, work.key)
    typed = {name: getattr(last, name) for name in SUGGESTED} if last else {}
    return {"done_on": shanghai_day(now()), **{name: value for name, value in typed.items() if value not in (None, "")}}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """A new row in the place of a wrong one; what a second person has confirmed stands."""
    people = "enrolment__cohort", "plot", "herd", "brought", "check_of", "replaced_by"
    entry = get_object_or_404(LogEntry.objects.select_related(*people), pk=entry_id)
    allow_or_404(request.user, "correct entry", entry)
    work = work_of(entry.work.of, request.GET.get("work") or entry.activity)
    if request.method == "POST":
        return posted(request, entry.subject, work, entry)
    if hasattr(entry, "replaced_by") or is_confirmed(entry) or entry.subject.closed_on:
        return stands(request)
    typed = as_typed(entry)
    return shown(request, entry.subject, EntryForm(work=work, correcting=True, initial=typed), list(entry.photos.all()), entry)


def is_confirmed(entry: LogEntry) -> bool:
    check = getattr(entry, "check_of", None)
    return bool(check and check.result == Check.Result.CONFIRMED)


def stands(request: HttpRequest) -> HttpResponse:
    messages.info(
        request,
        _("This entry was checked or corrected already, or its log is closed, so it stands. Ask your mentor if it is wrong."),
    )
    return redirect("fieldlog:log")


def posted(request: HttpRequest, subject: Any, work: Activity, old: LogEntry | None) -> HttpResponse:
    photos, refused = photos_after(request)
    form = EntryForm(request.POST, work=work, correcting=old is not None)
    form.has_photos = bool(photos)
    form.full_clean()
    for words in refused:
        form.add_error(None, words)
    if not form.is_valid():
        return shown(request, subject, form, photos, old)
    try:
        entry = kept(subject, work, old, form, photos)
    except operations.AlreadyKept as before:
        messages.info(request, _("This form was kept before with other words. Correct the entry here."))
        return redirect("fieldlog:correct", before.entry.pk)
    except (operations.Replaced, operations.Confirmed):
        return stands(request)
    except tuple(FAULTS) as fault:
        if isinstance(fault, operations.Unlikely):
            form.ask_if_sure()
        say_fault(form, fault)
        return shown(request, subject, form, photos, old)
    tell(request, entry)
    return redirect("fieldlog:log")


def kept(subject: Any, work: Activity, old: LogEntry | None, form: EntryForm, photos: list[Photo]) -> LogEntry:
    given = form.cleaned_data
    what = {"activity": work.key, "done_on": given["done_on"], "said": form.said(), "photos": photos}
    if old is None:
        return operations.write_entry(subject=subject, key=given["key"], at=now(), **what)
    return operations.correct_entry(entry=old, key=given["key"], why=given["why"], at=now(), **what)


def photos_after(request: HttpRequest) -> tuple[list[Photo], list[str]]:
    """The entry's photos after this post, and what is to be said of files not taken in."""
    keys = [
        int(key) for key in request.POST.getlist("photo")[:MOST_PHOTOS] if key.isascii() and key.isdigit() and len(key) < 18
    ]
    photos = list(Photo.objects.filter(owner_id=request.user.pk, pk__in=keys)) if keys else []
    refused = []
    for file in request.FILES.getlist("new"):
        if len(photos) >= MOST_PHOTOS:
            refused.append(_("Four photos are enough for one entry; we kept the first four."))
            break
        try:
            photo = take_in_photo(owner=request.user, file=file, at=now())  # type: ignore[arg-type]
        except Refused as fault:
            refused.append(f"{file.name}: {fault}")
        else:
            photos += [photo] if photo not in photos else []
    return photos, refused


def tell(request: HttpRequest, entry: LogEntry) -> None:
    """Say what was kept, and what now must not be picked or sold."""
    messages.success(request, _("Kept: %(work)s, %(day)s.") % {"work": entry.work.words, "day": date_format(entry.done_on)})
    if entry.wait_until:
        words = _("Nothing is picked or sold from %(name)s before %(day)s.")
        messages.warning(request, words % {"name": entry.subject.name, "day": date_format(entry.wait_until)})
    early = queries.entry_line(entry, queries.waits(entry.enrolment)).early
    if early:
        words = _(
            "This was taken before %(day)s, in the waiting days of %(used)s. Keep it apart, do not sell it: call your mentor."
        )
        messages.warning(request, words % {"day": date_format(early.until), "used": early.entry.used})


def shown(request: HttpRequest, subject: Any, form: EntryForm, photos: list[Photo], old: LogEntry | None) -> HttpResponse:
    """The page; `form` may carry errors."""
    context = {
        "subject": subject, "form": form, "work": form.work, "photos": photos, "old": old, "works": WORK[subject.kind],
        "more": MOST_PHOTOS - len(photos), "is_shut": bool(subject.closed_on) and not form.is_bound,
    }  # fmt: skip
    return render(request, "fieldlog/write.html", context)
