"""One line that offers a survey, where a stage is done or a certificate stands; nothing once it is answered."""

from typing import Any
from uuid import UUID

from django import template

from courses.cohorts.models import Enrolment
from courses.surveys.models import Answer

register = template.Library()


@register.inclusion_tag("surveys/offer.html")
def survey_offer(enrolment: Enrolment | None, stage_key: UUID | None = None) -> dict[str, Any]:
    """The line for who has reached the stage (or, without one, the end), which the page knows. One query."""
    if enrolment is None or Answer.objects.filter(enrolment=enrolment, stage_key=stage_key).exists():
        return {}
    return {"place": enrolment, "stage_key": stage_key}


@register.inclusion_tag("surveys/offer.html", takes_context=True)
def survey_offer_at_end(context: dict[str, Any], enrolment: Enrolment) -> dict[str, Any]:
    """The same on the certificate, for its holder alone."""
    user = context["request"].user
    if enrolment.trainee_id != user.pk or enrolment.state != Enrolment.State.GRADUATED:
        return {}
    return survey_offer(enrolment)
