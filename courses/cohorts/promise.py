"""How soon a mentor answers: promised once, here, and said in these words wherever a trainee or a mentor reads of it."""

from datetime import timedelta

ANSWER_WITHIN = timedelta(hours=72)


def promised_hours() -> int:
    return int(ANSWER_WITHIN.total_seconds() // 3600)
