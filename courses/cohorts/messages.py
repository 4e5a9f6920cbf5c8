"""What applicants are told, in their own language."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from cms.county import county
from courses.cohorts.activity import note_contact
from courses.cohorts.models import Application, Enrolment
from courses.curriculum.queries import outlines
from outbox.operations import tell


def programme_words(application: Application) -> tuple[str, str]:
    """The programme's title and slug, '' when its pages are not live."""
    course = next((c for c in outlines() if c.key == application.cohort.programme_key), None)
    return (course.title, course.slug) if course else ("", "")


def tell_applicant(application: Application, template: str, *, at: datetime) -> None:
    """Write `template` (of templates/emails/) to the applicant, once for each time it happened."""
    applicant, cohort = application.applicant, application.cohort
    with translation.override(applicant.language):
        title, slug = programme_words(application)
        context = {
            "name": application.full_name or applicant.name, "programme": title, "cohort": str(cohort.name),
            "starts_on": date_format(cohort.starts_on, "DATE_FORMAT"), "words": application.decision_words,
            "help_line": county().help_line,
        }  # fmt: skip
        link = reverse("cohorts:apply", args=[slug]).removeprefix(f"/{applicant.language}") if slug else ""
    key = f"{template}:{application.pk}:{at.isoformat()}"
    tell(user=applicant, key=key, template=template, context=context, at=at, link=link)


def tell_trainee(
    enrolment: Enrolment, template: str, *, at: datetime, until: date | None = None, link: str = "/my/", **words: Any
) -> None:
    """Write `template` to the trainee about their place, and keep that they were written to."""
    trainee, cohort = enrolment.trainee, enrolment.cohort
    with translation.override(trainee.language):
        context = {
            "name": trainee.name, "cohort": str(cohort.name), "starts_on": date_format(cohort.starts_on, "DATE_FORMAT"),
            "until": date_format(until, "DATE_FORMAT") if until else "", "help_line": county().help_line,
            "mentor": enrolment.mentor.name if enrolment.mentor else "", **words,
        }  # fmt: skip
    key = f"{template}:{enrolment.pk}:{at.isoformat()}"
    tell(user=trainee, key=key, template=template, context=context, at=at, link=link)
    note_contact(enrolment_id=enrolment.pk, at=at)


def tell_mentor(mentor: Any, places: list[Enrolment], *, at: datetime) -> None:
    """Tell a mentor whom they were given, in one letter however many."""
    names = ("、" if mentor.language == "zh-hans" else ", ").join(place.trainee.name for place in places)
    context = {"names": names, "count": len(places), "mentor": mentor.name}
    key = f"trainees_given:{mentor.pk}:{min(place.pk for place in places)}:{at.isoformat()}"
    tell(user=mentor, key=key, template="trainees_given", context=context, at=at, link="/mentoring/")
