"""A piece's values in the reader's words, for the pictures of a piece."""

from typing import Any

from django import template

from courses.assessment.pieces.base import chosen
from courses.assessment.pieces.choices import REGIONS, WEEKDAYS
from courses.assessment.pieces.delivery import said_fee

register = template.Library()


@register.filter
def posting_days(content: dict[str, Any]) -> str:
    """The days of a delivery piece, in words."""
    return " · ".join(chosen(WEEKDAYS, day) for day in content.get("posting_days", []))


@register.filter
def fees(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Each region posted to with its fee, in words."""
    return [(chosen(REGIONS, fee["region"]), said_fee(fee)) for fee in content.get("fees", [])]
