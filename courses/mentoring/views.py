"""The mentor's desk."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now
from common.rights import allow_or_404
from courses.assessment.queries import photo_ids, photos_by_id
from courses.cohorts.promise import promised_hours
from courses.mentoring import queries
from courses.mentoring.keeping import see_desk
from courses.mentoring.queries import MOST_SHOWN
from courses.mentoring.risk import rule


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The oldest waiting first; the trainees; the guidance."""
    allow_or_404(request.user, "open desk")
    at = now()
    queue, asked = queries.waiting(request.user, at=at), queries.questions_waiting(request.user, at=at)
    first, trainees = queue[0] if queue else None, queries.trainees(request.user, at=at)
    see_desk(mentor=request.user, at=at)
    context = {
        "first": first, "rest": queue[1:MOST_SHOWN], "more": len(queue[MOST_SHOWN:]), "count": len(queue),
        "trainees": trainees[:MOST_SHOWN], "more_trainees": len(trainees) > MOST_SHOWN,
        "questions": asked, "today": queries.hours_today(request.user, at=at), "promised": promised_hours(),
        "oldest": min([*queue, *asked], key=lambda each: each.since, default=None),
        "minutes": queries.minutes_needed(len(queue), len(asked)),
        "photos": photos_by_id(photo_ids(first.version.content)) if first else {},
        "rule": rule(), "guidance": queries.guidance_by(request.user), "guidance_index": queries.guidance_index(),
    }  # fmt: skip
    return render(request, "mentoring/desk.html", context)
