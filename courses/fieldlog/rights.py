"""Who may keep a log, and who may check one: the trainee never themself, another trainee of the cohort never either."""

from typing import Any

from django.db.models import Q, QuerySet

from common.rights import rule, scope
from courses.assessment.rights import manages
from courses.cohorts.models import Cohort, Enrolment
from courses.fieldlog.models import Check, LogEntry
from courses.fieldlog.subjects import Subject
from uploads.models import Photo
from uploads.rights import readers


@rule("keep field log")
def may_keep_log(user: Any, enrolment: Enrolment) -> bool:
    """The trainee, also after graduation: the shop goes on needing its origins."""
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@rule("correct entry")
def may_correct(user: Any, entry: LogEntry) -> bool:
    return may_keep_log(user, entry.enrolment)


@rule("close subject")
def may_close(user: Any, subject: Subject) -> bool:
    """Who keeps its log, and who answers for the trainee, also once they have left: somebody must be able to."""
    return may_keep_log(user, subject.enrolment) or may_reopen(user, subject)


@rule("reopen subject")
def may_reopen(user: Any, subject: Subject) -> bool:
    """A mentor of the trainee or of their cohort, or a programme manager; never who keeps the log themself."""
    return answers_for(user, subject.enrolment)


@rule("change subject")
def may_change(user: Any, subject: Subject | None) -> bool:
    """Programme managers: areas and partners are what the county's figures rest on."""
    return manages(user) and (subject is None or subject.enrolment.trainee_id != user.pk)


@rule("open field checks")
def may_open_checks(user: Any, obj: Any) -> bool:
    """Programme managers, the mentors of a cohort, and whoever has been given a trainee."""
    return manages(user) or Cohort.objects.filter(mentors=user.pk).exists() or Enrolment.objects.filter(mentor=user.pk).exists()


@rule("check entry")
def may_check(user: Any, entry: LogEntry) -> bool:
    """A mentor of the trainee or of their cohort, or a programme manager; nobody who studies in that cohort."""
    return entry.enrolment.state != Enrolment.State.WITHDRAWN and answers_for(user, entry.enrolment)


def answers_for(user: Any, place: Enrolment) -> bool:
    if place.cohort.enrolments.filter(trainee_id=user.pk).exists():
        return False
    return place.mentor_id == user.pk or manages(user) or place.cohort.mentors.filter(pk=user.pk).exists()


@scope(LogEntry)
def entries(user: Any) -> QuerySet[LogEntry]:
    """One's own, and those one may check."""
    return LogEntry.objects.filter(Q(enrolment__trainee_id=user.pk) | Q(pk__in=to_check(user).values("pk")))


@scope(Check)
def checks(user: Any) -> QuerySet[Check]:
    return Check.objects.filter(entry__in=entries(user))


def to_check(user: Any) -> QuerySet[LogEntry]:
    """The entries that `may_check` lets this person check, whether checked yet or not."""
    rows = LogEntry.objects.exclude(enrolment__state=Enrolment.State.WITHDRAWN)
    if not manages(user):
        cohorts = Cohort.objects.filter(mentors=user.pk).values("pk")
        rows = rows.filter(Q(enrolment__mentor_id=user.pk) | Q(enrolment__cohort__in=cohorts))
    return rows.exclude(enrolment__cohort__in=Enrolment.objects.filter(trainee_id=user.pk).values("cohort"))


def checks_entry_with(user: Any, photo: Photo) -> bool:
    """Whoever may check an entry may see its photographs."""
    return to_check(user).filter(photos=photo).exists()


readers.append(checks_entry_with)
