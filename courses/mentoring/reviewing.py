"""The page on which one version is read and answered. Every post keeps what was written, whatever else it does."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.rights import allow_or_404
from courses.assessment import operations
from courses.assessment.costing import sums
from courses.assessment.enclosing import take_in
from courses.assessment.models import Piece, Version
from courses.assessment.pieces import changes
from courses.mentoring import queries
from courses.mentoring.drafts import ReviewDraft
from courses.mentoring.forms import ReviewForm
from courses.mentoring.queries import Desk, desk_of
from courses.mentoring.replies import is_pressed, replies, with_reply

KINDS = ("voice", "photo")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request: HttpRequest, version_id: int) -> HttpResponse:
    """Read one version beside its rubric, and answer it."""
    work = desk_of(version_to_review(request, version_id))
    draft = ReviewDraft(request.session, work.version)
    if request.method == "POST":
        return posted(request, work, draft)
    return shown(request, work, draft, form_for(work, initial=draft.typed))


def version_to_review(request: HttpRequest, version_id: int) -> Version:
    """The version, for the mentor it waits for or a programme manager; 404 for others."""
    people = "enrolment__trainee", "enrolment__cohort", "enrolment__application", "assignment"
    rows = Version.objects.select_related(*(f"submission__{name}" for name in people))
    version = get_object_or_404(rows, pk=version_id)
    allow_or_404(request.user, "review submission", version.submission)
    return version


def form_for(work: Desk, data: Any = None, initial: dict[str, Any] | None = None) -> ReviewForm:
    return ReviewForm(data, criteria=work.criteria, photos=work.photographed, initial=initial)


def posted(request: HttpRequest, work: Desk, draft: ReviewDraft) -> HttpResponse:
    """Keep what was written and enclosed, then do what was pressed."""
    pressed, form = request.POST.get("do", ""), form_for(work, request.POST)
    draft.keep(form, request.POST)
    if request.headers.get("X-Autosave"):
        return HttpResponse(clock_time(), content_type="text/plain; charset=utf-8")
    kept, refused = take_in(request.FILES, kinds=KINDS, owner=request.user, at=now())
    draft.enclose(kept)
    if is_pressed(pressed):
        ready = replies(request.user, work.version.submission.assignment.piece)
        return shown(request, work, draft, form_for(work, with_reply(request.POST, ready)))
    for kind, why in refused.items():
        form.add_error(kind, why)
    if refused or (pressed != "save" and not form.is_valid()):
        return shown(request, work, draft, form)
    if pressed in ("approve", "change"):
        draft.pin(form.new_pins())
        return answered(request, work, draft, form, approving=pressed == "approve")
    return kept_on(request, work, draft, form, pressed)


def kept_on(request: HttpRequest, work: Desk, draft: ReviewDraft, form: ReviewForm, pressed: str) -> HttpResponse:
    """The draft after a press that does not answer: a pin put on or taken off, a file dropped, or all kept for later."""
    if pressed == "save":
        messages.success(request, _("Saved at %(time)s. Come back whenever you like.") % {"time": clock_time()})
        return redirect("mentoring:desk")
    if pressed == "pin":
        draft.pin(form.new_pins())
    elif pressed.startswith("unpin-"):
        draft.unpin(pressed.removeprefix("unpin-"))
    elif pressed.startswith("drop-"):
        draft.drop(pressed.removeprefix("drop-"))
    place = "on-photos" if "pin" in pressed else "say"
    return redirect(f"{reverse('mentoring:review', args=[work.version.pk])}#{place}")


def clock_time() -> str:
    return time_format(timezone.localtime(now()), "H:i")


def answered(request: HttpRequest, work: Desk, draft: ReviewDraft, form: ReviewForm, *, approving: bool) -> HttpResponse:
    act = operations.approve if approving else operations.ask_change
    said = {"words": form.cleaned_data["words"], "marks": form.marks(), "remarks": draft.remarks(form)}
    name = work.version.submission.enrolment.trainee.name
    try:
        act(version=work.version, mentor=request.user, at=now(), **said, **draft.enclosed(request.user))
    except operations.WordsMissing:
        form.add_error("words", _("Write which one change you ask for."))
        return shown(request, work, draft, form)
    except operations.AlreadyReviewed:
        return overtaken(request, work)
    draft.forget()
    done = _("Sent back to %(name)s with one change.")
    if approving:
        besides = work.version.submission.assignment.is_optional
        done = _("Approved: %(name)s may put it into the shop.") if besides else _("Sewn onto the shop of %(name)s.")
    messages.success(request, done % {"name": name})
    return redirect("mentoring:desk")


def overtaken(request: HttpRequest, work: Desk) -> HttpResponse:
    """Somebody was faster: the trainee with a newer version, or another reader with an answer. What was written stays."""
    newest = work.version.submission.versions.order_by("-number").first()
    if newest and newest.number > work.version.number:
        words = _(
            "%(name)s sent version %(n)s while you read this. Nothing was answered; your words are kept with version %(was)s."
        )
        given = {"name": work.trainee.name, "n": newest.number, "was": work.version.number}
        messages.info(request, words % given)
        return redirect("mentoring:review", newest.pk)
    messages.info(request, _("This version was answered already, or a newer one came. Nothing was changed."))
    return redirect("mentoring:review", work.version.pk)


def shown(request: HttpRequest, work: Desk, draft: ReviewDraft, form: ReviewForm) -> HttpResponse:
    """The page; `form` may carry errors."""
    version, submission = work.version, work.version.submission
    piece = submission.assignment.piece
    queue = [each for each in queries.waiting(request.user, at=now()) if each.version.pk != version.pk]
    context = {
        "work": work, "version": version, "submission": submission, "trainee": work.trainee, "form": form,
        "earlier": work.earlier, "lines": changes(piece, version.content, work.earlier.content if work.earlier else None),
        "template": f"assessment/pieces/{piece}.html", "photos": work.photos,
        "sums": sums(version.content) if piece == Piece.PRICE else None, "versions": work.versions, "answer": work.answer,
        "replies": replies(request.user, piece) if work.answer is None else [],
        "open": work.is_open, "next": queue[0] if queue else None, "pins": draft.pins,
        "enclosed": draft.enclosed(request.user), "answer_by": version.sent_at + queries.ANSWER_WITHIN,
    }  # fmt: skip
    return render(request, "mentoring/review.html", context)
