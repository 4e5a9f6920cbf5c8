"""A piece's values in the reader's words, for the pictures of a piece."""

from typing import Any

from django import template

from courses.assessment.comparing import woven
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


@register.simple_tag
def words_changed(was: str, now: str) -> str:
    """`was` and `now` woven together; '' when there is nothing to compare or they are too unlike."""
    return woven(was, now) if was and now else ""


@register.simple_tag
def level_words(criterion: Any, review: Any) -> str:
    """The words of the level that `review` chose for `criterion`, its levels at hand; '' for none."""
    chosen_id = review.marks.get(str(criterion.pk), "") if review else ""
    return next((level.words for level in criterion.levels.all() if str(level.pk) == chosen_id), "")


@register.filter
def on_criteria(review: Any) -> list[Any]:
    """The review's remarks on criteria."""
    return [comment for comment in review.comments.all() if comment.criterion]


@register.filter
def on_photos(review: Any) -> list[tuple[Any, list[tuple[int, Any]]]]:
    """Each photo that the review remarks on, with its remarks, numbered through all photos."""
    found: dict[Any, list[tuple[int, Any]]] = {}
    for number, comment in enumerate((each for each in review.comments.all() if each.photo), start=1):
        found.setdefault(comment.photo, []).append((number, comment))
    return list(found.items())
