"""Opening a stage before its time, to one trainee or a whole cohort, and ending that: managers do it, on record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from courses.cohorts.messages import tell_trainee
from courses.cohorts.models import Cohort, Enrolment, Opening
from courses.cohorts.places import reason_in
from courses.curriculum.queries import StageLine


@transaction.atomic
def open_early(
    *, stage: StageLine, words: str, by: Any, at: datetime, enrolment: Enrolment | None = None, cohort: Cohort | None = None
) -> Opening:
    """Open a stage to one trainee, who is told, or to all of a cohort. Raises WordsMissing; a second time is the first."""
    reason = reason_in(words)
    whose: dict[str, Any] = {"enrolment": enrolment} if enrolment else {"cohort": cohort}
    opening, new = Opening.objects.get_or_create(
        **whose, stage_key=stage.key, defaults={"words": reason, "by": by, "at": at}
    )  # fmt: skip
    if new:
        audit.record(by, "open early", enrolment or cohort, at=at, stage=str(stage.key), words=reason)  # type: ignore[arg-type]
        if enrolment:
            titles: dict[str, Any] = {
                "title_zh": stage.title_zh_hans or stage.title_en,
                "title_en": stage.title_en or stage.title_zh_hans,
            }
            tell_trainee(enrolment, "stage_opened", at=at, words=reason, **titles)
    return opening


@transaction.atomic
def end_opening(*, opening_id: int, whose: Enrolment | Cohort, by: Any, at: datetime) -> None:
    """Back to the order of the course; what was done meanwhile stays. Another's opening, or one ended before, is left alone."""
    if opening := whose.openings.select_for_update().filter(pk=opening_id).first():  # type: ignore[attr-defined]
        audit.record(by, "end opening", whose, at=at, stage=str(opening.stage_key))
        opening.delete()
