"""Guests' numbers are kept no longer than they are needed."""

from datetime import datetime, timedelta

from shops.asking.models import Question

AFTER_ANSWER = timedelta(days=30)
AT_MOST = timedelta(days=180)  # of what nobody answered


def forget_numbers(*, at: datetime) -> int:
    """Forget the numbers of guests who were answered a month ago, or asked half a year ago; how many."""
    kept = Question.objects.exclude(phone="")
    old = kept.filter(answered_at__lt=at - AFTER_ANSWER) | kept.filter(asked_at__lt=at - AT_MOST)
    return old.update(phone="")
