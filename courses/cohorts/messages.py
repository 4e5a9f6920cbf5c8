"""What applicants are told, in their own language."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from courses.cohorts.models import Application
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
        }  # fmt: skip
        link = reverse("cohorts:apply", args=[slug]).removeprefix(f"/{applicant.language}") if slug else ""
    key = f"{template}:{application.pk}:{at.isoformat()}"
    tell(user=applicant, key=key, template=template, context=context, at=at, link=link)
