"""Signs of life, kept on the enrolment as they happen, so that a table of a cohort reads one row a trainee.

The rule: whatever a trainee does themself (a tick, an answer, a draft, a piece sent) is a sign; what a mentor or the office
writes to them is a contact. Whoever adds a new kind of work calls `note_activity` in its operation.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Least

from courses.cohorts.models import Enrolment

MOST_COUNTED = 999


def note_activity(*, enrolment_id: int, at: datetime) -> None:
    """The trainee did something at `at`; an earlier sign never takes the place of a later one."""
    earlier = Q(last_active_at=None) | Q(last_active_at__lt=at)
    Enrolment.objects.filter(earlier, pk=enrolment_id).update(last_active_at=at)


def note_contact(*, enrolment_id: int, at: datetime) -> None:
    """A mentor or the office wrote to the trainee at `at`."""
    earlier = Q(last_contact_at=None) | Q(last_contact_at__lt=at)
    Enrolment.objects.filter(earlier, pk=enrolment_id).update(last_contact_at=at)


def note_try(*, enrolment_id: int, lesson_key: UUID, is_right: bool, at: datetime) -> None:
    """An answer to a lesson's check: wrong ones in a row are counted, a right one ends the count. A sign of life too."""
    rows = Enrolment.objects.filter(pk=enrolment_id)
    if is_right:
        rows.filter(trying_key=lesson_key).update(trying_key=None, wrong_tries=0)
    else:
        again = Least(F("wrong_tries") + 1, Value(MOST_COUNTED))
        rows.update(wrong_tries=Case(When(trying_key=lesson_key, then=again), default=Value(1)), trying_key=lesson_key)
    note_activity(enrolment_id=enrolment_id, at=at)
