"""Who stands on the roll of a day: those who studied in its cohort then, and whoever is marked on it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.attendance.models import Mark, TrainingDay
from courses.cohorts.models import Enrolment, EnrolmentChange

State, Kind = Enrolment.State, EnrolmentChange.Kind
WENT = (Kind.PAUSED, Kind.WITHDRAWN)


def on_the_roll(day: TrainingDay) -> QuerySet[Enrolment]:
    """By name. Who pauses or has left is not called any more; who went after the day (its list may come from paper weeks
    later) is, and who came into the cohort after it is not. A mark stays, whatever became of its trainee."""
    later = EnrolmentChange.objects.filter(enrolment=OuterRef("pk"), at__gt=day.ends_at)
    here = Q(cohort_id=day.cohort_id) & ~Q(Exists(later.filter(to_cohort=day.cohort_id))) & Q(started_at__lte=day.ends_at)
    studies = Q(state=State.ACTIVE) | Q(graduated_at__gt=day.ends_at) | Q(Exists(later.filter(kind__in=WENT)))
    moved_away = Q(Exists(later.filter(from_cohort=day.cohort_id)))
    marked = Q(Exists(Mark.objects.filter(enrolment=OuterRef("pk"), day=day)))
    rows = Enrolment.objects.filter(here & studies | moved_away | marked)
    return rows.select_related("trainee", "application").order_by("trainee__name", "pk")
