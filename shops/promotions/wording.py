"""Promotions in plain words: what one takes off, until when, and why it was not used."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.money import yuan
from shops.promotions.deciding import Why
from shops.promotions.finding import Refusal
from shops.promotions.models import Promotion

Kind, Scope = Promotion.Kind, Promotion.Scope


def percent(basis_points: int) -> str:
    """Basis points as one says them: 8, 12.5."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def tenths(basis_points: int) -> str:
    """What is left of the price in tenths, as Chinese says it: 1000 basis points off is 9 折, 1250 is 8.75 折."""
    return f"{(10_000 - basis_points) / 1000:.3f}".rstrip("0").rstrip(".")


def titles_of(kind: str, **facts: Any) -> dict[str, str]:
    """What a promotion is called in each language where nobody calls it otherwise."""
    found = {}
    for code, field in (("zh-hans", "title_zh_hans"), ("en", "title_en")):
        with translation.override(code):
            found[field] = title_of(kind, **facts)[:40]
    return found


def title_of(
    kind: str, *, amount: int = 0, least: int = 0, basis_points: int = 0, packs: int = 0, gift: Any = None,
    scope: str = Scope.GOODS,
) -> str:  # fmt: skip
    """In the reader's language. What is of visits alone says so."""
    facts = {
        "sum": yuan(amount), "least": yuan(least), "n": packs, "percent": percent(basis_points), "tenths": tenths(basis_points),
        "gift": name_of(gift) if gift else "",
    }  # fmt: skip
    words = {
        Kind.AMOUNT: _("%(sum)s off from %(least)s"),
        Kind.PERCENT: _("%(tenths)s tenths of the price") if get_language() == "zh-hans" else _("%(percent)s%% off"),
        Kind.DELIVERY: _("Free delivery from %(least)s") if least else _("Free delivery"),
        Kind.GIFT: _("%(gift)s for nothing from %(least)s"),
        Kind.TOGETHER: _("%(n)s together for %(sum)s"),
        Kind.BUNDLE: _("Together for %(sum)s"),
    }
    said = words[Kind(kind)] % facts
    return _("Visits: %(off)s") % {"off": said} if scope == Scope.VISITS else said


def name_of(offer: Any) -> str:
    return offer.variant.product.name


def about(one: Promotion) -> list[str]:
    """What one should know of it: what for, from how much on, until when, how often."""
    facts = {
        "least": yuan(one.least), "most": yuan(one.most or 0), "n": one.per_person, "day": last_day(one),
        "sum": yuan(one.amount), "packs": one.packs, "first": one.first and date_format(one.first, "DATE_FORMAT"),
        "last": one.until and date_format(one.until - timedelta(days=1), "DATE_FORMAT"),
    }  # fmt: skip
    found = [
        {Scope.VISITS: _("For rooms, activities and walks"), Scope.BOTH: _("For goods and visits")}.get(Scope(one.scope), ""),
        days_within(one),
        FROM[Scope(one.scope)] if one.least and one.kind not in (Kind.AMOUNT, Kind.DELIVERY, Kind.GIFT) else "",
        _("At most %(most)s off") if one.most else "",
        _("With your first order") if one.first_order else "",
        _("%(n)s times each") if one.per_person and one.per_person > 1 else "",
        _("Once each") if one.per_person == 1 and not one.first_order else "",
        _("Until %(day)s"),
    ]
    return [str(words) % facts for words in found if words]


FROM = {
    Scope.GOODS: gettext_lazy("From %(least)s of goods"), Scope.VISITS: gettext_lazy("From %(least)s of visits"),
    Scope.BOTH: gettext_lazy("From %(least)s of goods and visits"),
}  # fmt: skip


def days_within(one: Promotion) -> str:
    """Which days and nights a visit must lie within, not filled in."""
    if one.first and one.until:
        return _("Days and nights from %(first)s to %(last)s")
    if one.first:
        return _("Days and nights from %(first)s on")
    return _("Days and nights until %(last)s") if one.until else ""


def last_day(one: Promotion) -> str:
    return day(one.ends_at - timedelta(seconds=1))


def day(at: datetime) -> str:
    return date_format(localtime(at), "DATE_FORMAT")


def reason(why: str, fen: int, one: Promotion) -> str:
    """Why it was not used, to who would have liked it."""
    if why == Why.LEAST:
        words = {
            Scope.GOODS: _("Goods for %(sum)s more, and it is taken off."),
            Scope.VISITS: _("Visits for %(sum)s more, and it is taken off."),
            Scope.BOTH: _("Goods or visits for %(sum)s more, and it is taken off."),
        }
        return words[Scope(one.scope)] % {"sum": yuan(fen)}
    if why == Refusal.EARLY:
        return _("It begins on %(day)s.") % {"day": day(one.starts_at)}
    return {
        Why.BEST: _("Another one takes more off the same goods: the best of these was used.")
        if one.scope == Scope.GOODS
        else _("Another one takes more off the same: the best of these was used."),
        Why.PACKS: _("It needs more packs, or all the goods that it names."),
        Why.GIFT: _("The gift is not in your basket yet."),
        Why.REPLACED: _("What is bought as a group or ahead has its price already: nothing more is taken off."),
        Why.SCOPE: _("It is not for anything in your basket, or not for these days.")
        if one.first or one.until
        else _("It is not for anything in your basket."),
        Why.NO_POSTAGE: _("There is no postage to take off."),
        Why.USED_UP: _("It is used up."),
        Refusal.OVER: _("It is over."),
        Refusal.STOPPED: _("It was stopped."),
        Refusal.PERSON: _("You have used it as often as each may."),
        Refusal.FIRST: _("It is for a first order."),
    }[why]  # type: ignore[index]
