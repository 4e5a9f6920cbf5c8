"""The page on which a trainee makes a piece of their shop. Every post keeps what was typed, whatever else it does."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from common.sanitise import one_line
from common.states import WrongState
from courses.assessment import operations
from courses.assessment.bench import ENCLOSED, Bench, bench
from courses.assessment.costing import sums
from courses.assessment.enclosing import take_in
from courses.assessment.models import MOST_PHOTOS, WITH_PHOTOS, Piece, Submission, VisitPiece
from courses.assessment.pieces import FORMS, facts, typed
from courses.assessment.queries import photo_ids, photos_by_id
from courses.cohorts.models import Enrolment
from courses.cohorts.places import Paused
from courses.cohorts.prerequisites import StillClosed, missing_piece
from courses.cohorts.promise import ANSWER_WITHIN
from courses.cohorts.queries import progress
from courses.curriculum.queries import outline
from uploads.operations import Refused, take_in_photo

IDEA, LONGEST_IDEA = "idea-", 60
AT_PHOTOS = "photos"  # messages with this tag stand at the photos, where the page opens, and not at its top


def own_enrolment(request: HttpRequest, enrolment_id: int) -> Enrolment:
    """The enrolment, when the reader is its trainee; a stranger gets 404."""
    rows = Enrolment.objects.select_related("cohort", "mentor", "trainee", "application")
    enrolment = get_object_or_404(rows, pk=enrolment_id)
    allow_or_404(request.user, "make piece", enrolment)
    return enrolment


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def piece(request: HttpRequest, enrolment_id: int, piece: str, number: int) -> HttpResponse:
    """Read, write and send one piece."""
    enrolment = own_enrolment(request, enrolment_id)
    work = bench(enrolment, piece, number, shanghai_day(now()))
    if request.method == "POST":
        return posted(request, work)
    return shown(request, work, work.form())


def posted(request: HttpRequest, work: Bench) -> HttpResponse:
    """Keep what was typed, then do what was pressed: save, add or remove a photo, or send."""
    at, pressed = now(), request.POST.get("do", "send")
    submission = operations.start(enrolment=work.enrolment, assignment=work.mine.assignment, number=work.mine.number)
    draft = typed(work.form(request.POST), request.POST)
    kept, refused = take_in(request.FILES, kinds=ENCLOSED, owner=request.user, at=at)
    enclosed = {kind: file for kind, file in (work.enclosed | kept).items() if pressed != f"drop-{kind}"}
    draft |= {kind: file.pk for kind, file in enclosed.items()} | idea(pressed)
    if work.mine.piece in WITH_PHOTOS:
        added, removed = photos_changed(request, work, pressed)
        there = [photo.pk for photo in work.maker.photos]
        operations.save_photos(submission=submission, draft=draft, there=there, added=added, removed=removed, at=at)
    else:
        operations.save_draft(submission=submission, draft=draft, at=at)
    if request.headers.get("X-Autosave"):
        return HttpResponse(clock_time(at), content_type="text/plain; charset=utf-8")
    if pressed == "send" or refused:
        return sent(request, bench(work.enrolment, work.mine.piece, work.mine.number, shanghai_day(at)), submission, refused)
    if pressed == "save":
        messages.success(request, _("Saved at %(time)s. Come back whenever you like.") % {"time": clock_time(at)})
    place = (
        ""
        if pressed == "save"
        else "#id_name_zh"
        if pressed.startswith(IDEA)
        else "#beside"
        if pressed.startswith(("drop", "enclose"))
        else "#photos"
    )
    return redirect(f"{work.mine.url}{place}")


def idea(pressed: str) -> dict[str, str]:
    """The name that was pressed, as if typed: "idea-盘家苦茶|Pan Family Tea"; {} for any other press."""
    if not pressed.startswith(IDEA):
        return {}
    zh, _bar, en = pressed.removeprefix(IDEA).partition("|")
    return {"name_zh": one_line(zh)[:LONGEST_IDEA], "name_en": one_line(en)[:LONGEST_IDEA]}


def photos_changed(request: HttpRequest, work: Bench, pressed: str) -> tuple[list[int], list[int]]:
    """What this post adds to the piece's photos, taken in, and what it takes out."""
    there = [photo.pk for photo in work.maker.photos]
    removed = [key for key in there if pressed == f"remove-{key}"]
    added: list[int] = []
    if pressed == "add" and not request.FILES.getlist("new"):
        messages.error(request, _("Choose a photo first, then press Add photo."), AT_PHOTOS)
    for file in request.FILES.getlist("new"):
        if len(there) - len(removed) + len(added) >= MOST_PHOTOS:
            messages.error(request, _("Eight photos are enough; we kept the first eight."), AT_PHOTOS)
            break
        try:
            photo = take_in_photo(owner=request.user, file=file, at=now())  # type: ignore[arg-type]
        except Refused as refused:
            messages.error(request, f"{file.name}: {refused}", AT_PHOTOS)
            continue
        if photo.pk in there or photo.pk in added:
            said = _("%(name)s is here already; the same photo is kept once.") % {"name": file.name}
            messages.info(request, said, AT_PHOTOS)
        else:
            added.append(photo.pk)
    return added, removed


def sent(request: HttpRequest, work: Bench, submission: Submission, refused: dict[str, str]) -> HttpResponse:
    """The checked piece put before the mentor, or the page again with what to mend. No `refused` file is left out silently."""
    form = work.form(request.POST)
    for kind, why in refused.items():
        form.add_error(kind, why)
    if not form.is_valid():
        return shown(request, work, form)
    expected = request.POST.get("expected", "")
    try:
        operations.send(
            submission=submission, content=form.content(), note=form.cleaned_data["note"],
            expected=int(expected) if expected.isdecimal() and len(expected) < 5 else work.next_version, at=now(),
            **work.enclosed,
        )  # fmt: skip
    except operations.AlreadyWithMentor:
        messages.info(request, _("This piece was sent before. What you wrote now is kept for the next version."))
    except Paused:
        messages.info(request, _("You are pausing. What you wrote is kept; hand it in when you are back."))
    except StillClosed as closed:
        first = closed.missing[0].title
        messages.info(request, _("What you wrote is kept. Send it once this is done: %(first)s.") % {"first": first})
    except WrongState:
        messages.info(request, _("This piece is approved and sewn on. You can change it in your shop."))
    else:
        messages.success(request, _("Sent. You can go on to the next stage meanwhile."))
        for warning in form.warnings():
            messages.warning(request, warning)
    return redirect(work.mine.url)


def shown(request: HttpRequest, work: Bench, form: Any) -> HttpResponse:
    """The page; `form` may carry errors."""
    mine, so_far = work.mine, work.so_far()
    content = so_far.content() if mine.can_change else mine.content
    course = outline(work.enrolment.cohort.programme_key)
    photos = {photo.pk: photo for photo in work.maker.photos} if mine.can_change else photos_by_id(photo_ids(content))
    old = next((version for version in mine.versions if str(version.number) == request.GET.get("version")), None)
    context = {
        "work": work, "mine": mine, "form": form, "content": content, "photos": photos,
        "echoes": so_far.echoes(), "warnings": so_far.warnings(), "sums": sums(content) if mine.piece == Piece.PRICE else None,
        "stage": course.stage(mine.assignment.module_key) if course else None, "good": mine.assignment.good.splitlines(),
        "facts": facts(mine.piece, mine.content) if not mine.can_change else [], "mentor": work.enrolment.mentor,
        "heading": FORMS[mine.piece].heading, "answer_by": answer_by(mine.submission), "old": old,
        "old_facts": facts(mine.piece, old.content) if old else [], "rubric": work.rubric,
        "is_late": bool(mine.due and mine.due.is_past(shanghai_day(now()))),
        "missing": missing_piece(course, work.enrolment, mine.assignment.module_key, work.works) if course else (),
        "progress": progress(work.enrolment, course, work.works) if course and not mine.can_change else None,
    }  # fmt: skip
    return render(request, "assessment/piece.html", context)


def answer_by(submission: Submission | None) -> Any:
    """When the mentor has promised to answer what was sent; None while nothing waits."""
    waits = submission and submission.state == Submission.State.SENT and submission.sent_at
    return submission.sent_at + ANSWER_WITHIN if waits else None  # type: ignore[union-attr,operator]


def clock_time(at: Any) -> str:
    return time_format(timezone.localtime(at), "H:i")


@require_POST
@login_required
def another_product(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Begin the next product."""
    enrolment = own_enrolment(request, enrolment_id)
    try:
        product = operations.add_product(enrolment=enrolment, at=now())
    except operations.NoMoreProducts:
        messages.info(request, _("Send the product you are making first; a shop has at most eight in the course."))
        return redirect("assessment:piece", enrolment.pk, Piece.PRODUCT, 1)
    return redirect("assessment:piece", enrolment.pk, Piece.PRODUCT, product.number)


@require_POST
@login_required
def another_visit(request: HttpRequest, enrolment_id: int, piece: str) -> HttpResponse:
    """Begin the next room, activity or walk."""
    enrolment = own_enrolment(request, enrolment_id)
    if piece not in VisitPiece.values:
        raise Http404
    try:
        visit = operations.add_visit(enrolment=enrolment, piece=piece, at=now())
    except operations.NoMoreVisits:
        messages.info(request, _("Send the one you are making first; there are at most eight of a kind."))
        return redirect("assessment:piece", enrolment.pk, piece, 1)
    return redirect("assessment:piece", enrolment.pk, piece, visit.number)
