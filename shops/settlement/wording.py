"""Money in plain words, as one would say it to the shop's owner: a line, a payout, a whole period."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from common.money import yuan
from shops.ledger.postings import WORDS
from shops.settlement.models import Settlement
from shops.settlement.reckoning import PAID_OUT
from shops.settlement.statements import Moved, Statement

State, Why = Settlement.State, Settlement.Why
SAID: dict[str, Any] = {
    "county discount": gettext_lazy("The county pays its discount to you"),
    "commission": gettext_lazy("Commission"),
    "unearned": gettext_lazy("Returned to the buyer"),
    "commission back": gettext_lazy("Commission given back"),
    "county discount back": gettext_lazy("The county’s part of the discount taken back"),
    "collected": gettext_lazy("Cash you took yourself"),
    "returned": gettext_lazy("Cash you gave back yourself"),
    PAID_OUT: gettext_lazy("Paid to you"),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """What happened and how many fen it brought (above 0) or took."""

    words: str
    fen: int

    @property
    def signed(self) -> str:
        return signed(self.fen)


def signed(fen: int) -> str:
    """+¥6, −¥4, ¥0."""
    return yuan(0) if not fen else ("+" if fen > 0 else "−") + yuan(abs(fen))


def parts_of(moved: Moved) -> list[Part]:
    """All that moved, in the order one would tell it; the parts sum to it exactly."""
    parts = [
        Part(_("Sold"), moved.sold),
        Part(_("Discount at your cost"), -moved.off_shop),
        Part(_("Discount at the county’s cost"), -moved.off_county),
        Part(_("Returned to the buyer before the goods came"), -moved.back_before),
    ]
    kinds = [*SAID, *(kind for kind in moved.kinds if kind not in SAID and kind != "earned")]
    parts += [Part(str(SAID.get(kind, WORDS.get(kind, kind))), moved.kinds.get(kind, 0)) for kind in kinds]
    told = [part for part in parts if part.fen]
    assert sum(part.fen for part in told) == moved.total, moved
    return told


def said(moved: Moved) -> str:
    """ "Sold +¥88, commission −¥4": the parts on one line."""
    words = (", " if get_language() == "en" else "，").join(f"{small(part.words)} {part.signed}" for part in parts_of(moved))
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """As within a sentence."""
    return words[:1].lower() + words[1:]


def together(sentences: Iterable[str]) -> str:
    return (" " if get_language() == "en" else "").join(sentence for sentence in sentences if sentence)


def told(settlement: Settlement | None, covering: Settlement | None = None) -> str:
    """How the payout of a period stands. `covering` is the settlement that pays for it in the end."""
    if settlement is None:
        return ""
    facts = {
        "sum": yuan(abs(settlement.amount)),
        "day": day(settlement.paid_on),
        "account": settlement.number[-4:],
        "why": settlement.words,
    }
    if settlement.state == State.PAID:
        return _("%(sum)s was paid to you on %(day)s, to the account ending in %(account)s.") % facts
    if settlement.state in Settlement.UNDER_WAY:
        return _("%(sum)s is on its way to your bank account.") % facts
    first = (
        _("The bank sent %(sum)s back: %(why)s.") % facts if settlement.state == State.FAILED else carried(settlement, facts)
    )
    return together([first, paid_later(covering) or _("It is in the next payout by itself.")])


def carried(settlement: Settlement, facts: dict[str, str]) -> str:
    words = {
        Why.NOTHING: _("Nothing is left to pay."),
        Why.LEAST: _("%(sum)s is less than is paid at once."),
        Why.NEGATIVE: _("Your shop owes %(sum)s: it is set against what comes."),
        Why.NO_DETAILS: _("%(sum)s waits: we do not know your bank account yet."),
        Why.HELD: _("A manager holds %(sum)s back: %(why)s."),
    }
    return words[Why(settlement.why)] % facts


def paid_later(covering: Settlement | None) -> str:
    if covering is None or covering.state != State.PAID:
        return ""
    return _("It was paid on %(day)s, with the payout for %(period)s.") % {
        "day": day(covering.paid_on),
        "period": covering.period,
    }


def day(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""


def summary(statement: Statement) -> str:
    """The period in a few sentences that can be read aloud: no sign, no table."""
    moved, kinds = statement.moved, statement.moved.kinds
    facts = {
        "period": statement.period, "n": statement.orders, "sold": yuan(moved.sold), "fee": yuan(-kinds.get("commission", 0)),
        "shop": yuan(moved.off_shop), "county": yuan(moved.off_county), "back": yuan(-kinds.get("unearned", 0)),
        "cash": yuan(-kinds.get("collected", 0)), "left": yuan(abs(statement.brought)), "stands": yuan(abs(statement.closing)),
    }  # fmt: skip
    if not statement.orders:
        return together([_("%(period)s: nothing was sold.") % facts, standing(statement, facts), told_of(statement)])
    sold = ngettext(
        "%(period)s: %(n)s order, sold for %(sold)s.", "%(period)s: %(n)s orders, sold for %(sold)s.", statement.orders
    )
    brought = _("That leaves you %(left)s.") if statement.brought >= 0 else _("That leaves you owing %(left)s.")
    return together([
        sold % facts,
        _("The commission is %(fee)s.") % facts if kinds.get("commission") else "",
        _("Discounts took %(shop)s off, which you pay.") % facts if moved.off_shop else "",
        _("Discounts took %(county)s off, which the county pays back to you.") % facts if moved.off_county else "",
        _("%(back)s went back to buyers.") % facts if kinds.get("unearned") else "",
        _("%(cash)s of it you took in cash yourself.") % facts if kinds.get("collected") else "",
        brought % facts,
        told_of(statement),
    ])  # fmt: skip


def told_of(statement: Statement) -> str:
    return told(statement.settlement, statement.covering)


def standing(statement: Statement, facts: dict[str, Any]) -> str:
    if not statement.closing:
        return ""
    return (_("You are owed %(stands)s.") if statement.closing > 0 else _("You owe %(stands)s.")) % facts
