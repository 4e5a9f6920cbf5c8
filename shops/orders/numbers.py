"""An order's number, as people say it on the phone: the day, and six letters nobody guesses."""

import secrets
from datetime import date

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another


def new_number(day: date) -> str:
    """261126-K7M2QX."""
    return f"{day:%y%m%d}-" + "".join(secrets.choice(LETTERS) for _place in range(6))
