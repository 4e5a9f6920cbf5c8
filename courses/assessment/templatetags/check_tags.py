"""What a stage shows of assessment: the assignment that makes the stage's piece."""

from typing import Any

from django import template

from courses.assessment.models import Assignment

register = template.Library()


@register.simple_tag
def assignment_of(page: Any) -> Assignment | None:
    """What a stage asks for, with what may be handed in besides it as `also`; None when it asks for nothing. One query."""
    asked = list(Assignment.objects.filter(module_key=page.translation_key))
    made = next((one for one in asked if not one.is_optional), None)
    if made:
        made.also = [one for one in asked if one.is_optional]  # type: ignore[attr-defined]
    return made


@register.filter
def points(text: str) -> list[str]:
    """The lines of a list kept as text, one point a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
