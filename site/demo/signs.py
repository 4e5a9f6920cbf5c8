"""When each demo trainee was last active and last written to: read from the work that was loaded as rows."""

from django.db.models import Max

from courses.cohorts.models import Enrolment


def fill_in_signs() -> None:
    """For enrolments that have no sign yet; the others keep theirs."""
    latest = Enrolment.objects.filter(last_active_at=None).annotate(
        ticked=Max("lessons_done__completed_at"),
        sent=Max("submissions__sent_at"),
        read=Max("submissions__versions__review__at"),
    )  # fmt: skip
    for place in latest:
        signs = [sign for sign in (place.ticked, place.sent) if sign]
        Enrolment.objects.filter(pk=place.pk).update(
            last_active_at=max(signs, default=None), last_contact_at=place.read or place.last_contact_at or place.started_at
        )
