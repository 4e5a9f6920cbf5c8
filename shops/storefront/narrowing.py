"""What the address of a list asks for, read forgivingly: what cannot be meant is left out, as if it had not been asked."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.models import Township
from common.money import parse_yuan, yuan
from common.sanitise import one_line
from common.templatetags.words import said
from shops.catalogue.models import Category
from shops.franchise.models import Shop
from shops.franchise.search import search_shops
from shops.market.keys import NEW, ORDERS
from shops.market.paging import Place
from shops.market.queries import Wanted

LONGEST = 40
MOST_GROWERS = 20


@dataclass(frozen=True)
class Chip:
    """Something that narrows the list: what it says, and the keys of the address that it stands for."""

    words: Any
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A list as its address asks for it, and as its form shows it again."""

    wanted: Wanted
    chips: list[Chip]
    township: str
    grower: str
    low: str
    high: str


def fen(text: str) -> int | None:
    """A price as a person types it; None for what is none."""
    try:
        return parse_yuan(text[:LONGEST], zero=True) if text.strip() else None
    except ValueError:
        return None


def growers(text: str) -> tuple[int, ...] | None:
    """Ids of open shops at this address or with these words in their names; None when nobody was asked for."""
    if not text:
        return None
    at_address = Shop.objects.open().filter(slug=text).values_list("pk", flat=True)
    return tuple(at_address) or tuple(shop.pk for shop in search_shops(text, MOST_GROWERS))


def asked_by(query: QueryDict, category: Category | None, townships: list[Township]) -> Asked:
    """What the query asks for; a township that has nothing, and prices that are none, are left out."""
    low, high = fen(query.get("min", "")), fen(query.get("max", ""))
    if low is not None and high is not None and low > high:
        low, high = high, low
    place = next((place for place in townships if place.slug == query.get("from")), None)
    grower = one_line(query.get("grower", ""))[:LONGEST]
    sort = str(query.get("sort", ""))
    wanted = Wanted(
        category=category,
        season=query.get("season") == "now",
        township=place.slug if place else "",
        shops=growers(grower),
        low=low,
        high=high,
        ready=query.get("ready") == "1",
        sort=sort if sort in ORDERS else NEW,
    )
    return Asked(wanted, chips_of(wanted, place, grower), wanted.township, grower, plain(low), plain(high))


def plain(price: int | None) -> str:
    """Fen as the form shows them: "38", "38.50"."""
    return "" if price is None else yuan(price).removeprefix("¥").replace(",", "")


def chips_of(wanted: Wanted, place: Township | None, grower: str) -> list[Chip]:
    low, high = yuan(wanted.low or 0), yuan(wanted.high or 0)
    prices = (
        _("%(low)s to %(high)s") % {"low": low, "high": high} if wanted.low is not None and wanted.high is not None
        else _("from %(low)s") % {"low": low} if wanted.low is not None
        else _("up to %(high)s") % {"high": high}
    )  # fmt: skip
    every = (
        (wanted.season, _("In season now"), ("season",)),
        (place, said(place, "name") if place else "", ("from",)),
        (wanted.low is not None or wanted.high is not None, prices, ("min", "max")),
        (wanted.ready, _("Ready to post"), ("ready",)),
        (grower, grower, ("grower",)),
    )
    return [Chip(words, keys) for is_on, words, keys in every if is_on]


def place_in(query: QueryDict) -> Place:
    """Where in the list the address leads: by a key, to the end, or to the page of an old address."""
    page = query.get("page", "")
    return Place(
        after=query.get("after", ""),
        before=query.get("before", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1,
        end=page == "last",
    )
