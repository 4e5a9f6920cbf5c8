"""Where a shop is paid: its owner's word, kept with care. A change is told and holds the next payout for a day."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line
from shops.franchise.models import Shop
from shops.franchise.operations import held as held_shop
from shops.settlement import letters
from shops.settlement.models import Payee
from shops.settlement.operations import NotYours

NUMBER = re.compile(r"[0-9]{8,30}\Z")
CARD = re.compile(r"62[0-9]{14,17}\Z")  # UnionPay cards end in a figure that checks the others


class NoAccountNumber(Exception):
    """Not the figures of an account."""


class FigureWrong(Exception):
    """A card's number whose figures do not belong together: one was mistyped."""


def read_number(text: str) -> str:
    """An account's number, however it was spaced or typed. Raises NoAccountNumber, FigureWrong."""
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    if not plain.isascii() or not NUMBER.match(plain):
        raise NoAccountNumber
    if CARD.match(plain) and not fits(plain):
        raise FigureWrong
    return plain


def fits(number: str) -> bool:
    """Luhn's sum."""
    figures = [int(figure) for figure in reversed(number)]
    doubled = sum(sum(divmod(2 * figure, 10)) for figure in figures[1::2])
    return (sum(figures[::2]) + doubled) % 10 == 0


@transaction.atomic
def keep_payee(*, shop: Shop, name: str, bank: str, number: str, by: Any, at: datetime) -> bool:
    """Pay the shop there from now on. False, and nothing held up, when it is what was known.

    Raises NotYours, NoAccountNumber, FigureWrong.
    """
    if not can(by, "read shop money", shop):
        raise NotYours
    now = held_shop(shop)
    facts = {"name": one_line(name)[:60], "bank": one_line(bank)[:80], "number": read_number(number)}
    known = Payee.objects.filter(shop=now).first()
    if known and all(getattr(known, field) == value for field, value in facts.items()):
        return False
    Payee.objects.update_or_create(shop=now, defaults={**facts, "changed_by": by, "changed_at": at})
    was = known.number[-4:] if known else ""
    entry = audit.record(by, "change bank details", now, at=at, before=was, after=facts["number"][-4:])
    letters.bank_changed(now, key=entry.pk, ends=facts["number"][-4:], at=at)
    return True
