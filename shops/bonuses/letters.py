"""What somebody who shares is told: credit came, was taken back, ends soon."""

from datetime import datetime
from typing import Any

from common.money import yuan
from outbox.operations import tell
from shops.bonuses.models import Bonus

PAGE = "/my/sharing/"


def about(bonus: Bonus, template: str, key: str, at: datetime, **context: Any) -> None:
    tell(user=bonus.sharer, key=key, template=template, context=context, link=PAGE, at=at)


def earned(bonus: Bonus, at: datetime) -> None:
    about(bonus, "bonus_earned", f"bonus-{bonus.pk}", at, amount=yuan(bonus.amount), until=bonus.expires_at)


def taken_back(bonus: Bonus, fen: int, in_all: int, at: datetime) -> None:
    about(bonus, "bonus_taken_back", f"bonus-back-{bonus.pk}-{in_all}", at, amount=yuan(fen))


def ends_soon(bonus: Bonus, fen: int, at: datetime) -> None:
    about(bonus, "bonus_ends_soon", f"bonus-ends-{bonus.pk}-{at:%y%m%d}", at, amount=yuan(fen), until=bonus.expires_at)
