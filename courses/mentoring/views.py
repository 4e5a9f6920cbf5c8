"""The mentor's desk, and the page on which one version is answered."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.rights import allow_or_404
from courses.assessment import operations
from courses.assessment.costing import sums
from courses.assessment.models import Piece, Submission, Version
from courses.assessment.pieces import changes
from courses.assessment.queries import photo_ids, photos_by_id
from courses.cohorts.promise import promised_hours
from courses.mentoring import queries
from courses.mentoring.forms import ReviewForm
from courses.mentoring.keeping import see_desk
from courses.mentoring.replies import is_pressed, replies, with_reply


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The oldest waiting first; the trainees; the guidance."""
    allow_or_404(request.user, "open desk")
    at = now()
    queue, asked = queries.waiting(request.user, at=at), queries.questions_waiting(request.user, at=at)
    first = queue[0] if queue else None
    piece = first.version.submission.assignment.piece if first else ""
    see_desk(mentor=request.user, at=at)
    context = {
        "first": first, "rest": queue[1:], "count": len(queue), "trainees": queries.trainees(request.user, at=at),
        "questions": asked, "today": queries.hours_today(request.user, at=at), "promised": promised_hours(),
        "oldest": min([*queue, *asked], key=lambda each: each.since, default=None),
        "minutes": queries.minutes_needed(len(queue), len(asked)),
        "photos": photos_by_id(photo_ids(piece, first.version.content)) if first else {},
        "guidance": queries.guidance_by(request.user), "guidance_index": queries.guidance_index(),
    }  # fmt: skip
    return render(request, "mentoring/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request: HttpRequest, version_id: int) -> HttpResponse:
    """Read one version beside its rubric, and answer it."""
    version = version_to_review(request, version_id)
    if request.method == "POST":
        return posted(request, version)
    return shown(request, version, form_for(version, initial=request.session.get(kept_as(version), {})))


def version_to_review(request: HttpRequest, version_id: int) -> Version:
    """The version, for the mentor it waits for or a programme manager; 404 for others."""
    people = "enrolment__trainee", "enrolment__cohort", "enrolment__application", "assignment"
    rows = Version.objects.select_related("review__mentor", *(f"submission__{name}" for name in people))
    version = get_object_or_404(rows, pk=version_id)
    allow_or_404(request.user, "review submission", version.submission)
    return version


def form_for(version: Version, data: Any = None, initial: dict[str, Any] | None = None) -> ReviewForm:
    return ReviewForm(data, criteria=list(version.submission.assignment.criteria.all()), initial=initial)


def kept_as(version: Version) -> str:
    return f"review-{version.pk}"


def posted(request: HttpRequest, version: Version) -> HttpResponse:
    """Keep what was written, then do what was pressed: put a ready sentence in, save, approve or ask for a change."""
    pressed = request.POST.get("do", "")
    if is_pressed(pressed):
        ready = replies(request.user, version.submission.assignment.piece)
        return shown(request, version, form_for(version, with_reply(request.POST, ready)))
    form = form_for(version, request.POST)
    names = [name for name in form.fields if request.POST.get(name)]
    request.session[kept_as(version)] = {name: request.POST[name][:1000] for name in names}
    if pressed == "save":
        time = time_format(timezone.localtime(now()), "H:i")
        if request.headers.get("X-Autosave"):
            return HttpResponse(time, content_type="text/plain; charset=utf-8")
        messages.success(request, _("Saved at %(time)s. Come back whenever you like.") % {"time": time})
        return redirect("mentoring:desk")
    if not form.is_valid():
        return shown(request, version, form)
    return answered(request, version, form, approving=pressed == "approve")


def answered(request: HttpRequest, version: Version, form: ReviewForm, *, approving: bool) -> HttpResponse:
    act = operations.approve if approving else operations.ask_change
    name = version.submission.enrolment.trainee.name
    try:
        act(version=version, mentor=request.user, words=form.cleaned_data["words"], marks=form.marks(), at=now())
    except operations.WordsMissing:
        form.add_error("words", _("Write which one change you ask for."))
        return shown(request, version, form)
    except operations.AlreadyReviewed:
        messages.info(request, _("This version was answered already, or a newer one came. Nothing was changed."))
        return redirect("mentoring:review", version.pk)
    request.session.pop(kept_as(version), None)
    said = _("Sewn onto the shop of %(name)s.") if approving else _("Sent back to %(name)s with one change.")
    messages.success(request, said % {"name": name})
    return redirect("mentoring:desk")


def shown(request: HttpRequest, version: Version, form: ReviewForm) -> HttpResponse:
    """The page; `form` may carry errors."""
    submission, earlier = version.submission, queries.before(version)
    piece = submission.assignment.piece
    queue = [each for each in queries.waiting(request.user, at=now()) if each.version.pk != version.pk]
    answer = getattr(version, "review", None)
    context = {
        "version": version, "submission": submission, "trainee": submission.enrolment.trainee, "form": form, "earlier": earlier,
        "lines": changes(piece, version.content, earlier.content if earlier else None),
        "template": f"assessment/pieces/{piece}.html", "photos": photos_by_id(photo_ids(piece, version.content)),
        "sums": sums(version.content) if piece == Piece.PRICE else None,
        "versions": submission.versions.order_by("-number"), "answer": answer,
        "replies": replies(request.user, piece) if answer is None else [],
        "open": answer is None and submission.state == Submission.State.SENT, "next": queue[0] if queue else None,
        "answer_by": version.sent_at + queries.ANSWER_WITHIN,
    }  # fmt: skip
    return render(request, "mentoring/review.html", context)
