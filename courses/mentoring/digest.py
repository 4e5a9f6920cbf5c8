"""The evening letter to mentors: at most one a day, only if something came since they last looked at their desk."""

from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role, User
from common.clock import shanghai_day
from courses.assessment.models import Submission
from courses.mentoring import letters, queries
from courses.mentoring.slots import instant
from outbox.models import Message

FROM, UNTIL = time(19), time(21)  # in Shanghai: after supper, before sleep
LISTED = 5  # of what waits; the desk shows all


def send_digests(*, at: datetime) -> int:
    """Write today's letters; how many. Outside the evening, and a second time, it does nothing."""
    day = shanghai_day(at)
    if not instant(day, FROM) <= at < instant(day, UNTIL):
        return 0
    told = Message.objects.filter(key__startswith="mentor-digest-", key__contains=f"-{day.isoformat()}:")
    return sum(write(mentor, at) for mentor in mentors().exclude(pk__in=told.values("recipient")))


def mentors() -> QuerySet[User]:
    """Whoever has a desk and has not declined the letter."""
    works = Q(mentees__submissions__state=Submission.State.SENT) | Q(grants__role=Role.MENTOR)
    managing = Q(grants__role=Role.PROGRAMME_MANAGER)
    wanting = User.objects.filter(works | managing, is_active=True).exclude(mentor_terms__wants_digest=False)
    return wanting.select_related("desk_visit").distinct().order_by("pk")


def write(mentor: Any, at: datetime) -> bool:
    """Write to one mentor if something came that they have not seen on the desk."""
    works, questions = queries.waiting(mentor, at=at), queries.questions_waiting(mentor, at=at)
    every = sorted([*works, *questions], key=lambda each: each.since)
    seen = mentor.desk_visit.seen_at if hasattr(mentor, "desk_visit") else None
    if not every or (seen and every[-1].since <= seen):
        return False
    lines = [{"name": each.trainee.name, "since": each.since, "what": each.kind} for each in every[:LISTED]]
    waiting = {"works": len(works), "questions": len(questions), "lines": lines, "more": max(0, len(every) - LISTED)}
    letters.digest(mentor, waiting, day=shanghai_day(at), at=at)
    return True
