"""What is kept for mentors: sentences they say often, when they looked at their desk, how soon they answer."""

from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Max

from common import audit
from courses.assessment.models import Review
from courses.cohorts.models import MentorTerms
from courses.mentoring.models import DeskVisit, LessonQuestion, SavedReply

MOST_REPLIES = 20  # of one mentor
COUNTED = timedelta(days=90)  # how far back answers are counted for the usual time


class TooManyReplies(Exception):
    """Twenty sentences are kept; more would not be found in time."""


class AlreadyKept(Exception):
    """The same sentence is kept already."""


def hold(mentor: Any) -> None:
    """Lock the mentor's row: their list is changed one press at a time."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=mentor.pk)


@transaction.atomic
def keep_reply(*, mentor: Any, words: str, at: datetime) -> SavedReply:
    """Add a sentence at the end of the mentor's own; the same again is the same one. Raises TooManyReplies."""
    hold(mentor)
    if known := mentor.saved_replies.filter(words=words).first():
        return known
    if mentor.saved_replies.count() >= MOST_REPLIES:
        raise TooManyReplies
    last = mentor.saved_replies.aggregate(last=Max("position"))["last"] or 0
    reply = SavedReply.objects.create(mentor=mentor, position=last + 1, words=words)
    audit.record(mentor, "keep reply", reply, at=at)
    return reply


@transaction.atomic
def change_reply(*, reply_id: int, mentor: Any, words: str, at: datetime) -> None:
    """Say it differently; what was said with it before stands. Raises AlreadyKept; another's is left alone."""
    hold(mentor)
    if mentor.saved_replies.filter(words=words).exclude(pk=reply_id).exists():
        raise AlreadyKept
    for reply in mentor.saved_replies.filter(pk=reply_id).exclude(words=words):
        mentor.saved_replies.filter(pk=reply_id).update(words=words)
        audit.record(mentor, "change reply", reply, at=at)


@transaction.atomic
def drop_reply(*, reply_id: int, mentor: Any, at: datetime) -> None:
    """Keep it no longer; dropped before or another's, nothing happens."""
    hold(mentor)
    for reply in mentor.saved_replies.filter(pk=reply_id):
        audit.record(mentor, "drop reply", reply, at=at)
        reply.delete()


@transaction.atomic
def raise_reply(*, reply_id: int, mentor: Any) -> None:
    """Put it one place higher; the first stays first."""
    hold(mentor)
    rows = list(mentor.saved_replies.all())
    place = next((number for number, reply in enumerate(rows) if reply.pk == reply_id), 0)
    if place == 0:
        return
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for number, reply in enumerate(rows, 1):
        reply.position = number
    SavedReply.objects.bulk_update(rows, ["position"])


def see_desk(*, mentor: Any, at: datetime) -> None:
    """Note that the mentor looked at the desk: what waits now needs no evening letter."""
    if not DeskVisit.objects.filter(mentor=mentor).update(seen_at=at):
        DeskVisit.objects.get_or_create(mentor=mentor, defaults={"seen_at": at})


def count_usual_hours(*, at: datetime) -> int:
    """Write on each mentor's terms how soon they usually answer: the median of 90 days; how many have one."""
    waits: dict[int, list[timedelta]] = {}
    reviews = Review.objects.filter(at__gt=at - COUNTED).annotate(wait=F("at") - F("version__sent_at"))
    answers = LessonQuestion.objects.filter(answered_at__gt=at - COUNTED).annotate(wait=F("answered_at") - F("asked_at"))
    for rows, who in ((reviews, "mentor_id"), (answers, "answered_by_id")):
        for mentor_id, wait in rows.values_list(who, "wait"):
            waits.setdefault(mentor_id, []).append(wait)
    for mentor_id, each in waits.items():
        hours = max(1, round(median(wait.total_seconds() for wait in each) / 3600))
        MentorTerms.objects.update_or_create(mentor_id=mentor_id, defaults={"usual_hours": hours})
    return len(waits)
