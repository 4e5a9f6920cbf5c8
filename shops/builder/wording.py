"""What a field holds, in words: for the page on which the owner sees what is new beside what stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.queries import township_names
from common.languages import LANG
from common.money import yuan
from common.templatetags.months import months
from shops.builder.merging import token
from shops.builder.renewing import OF_SHOP, GoodsNews, News
from shops.franchise.models import Band, Cloth, DeliveryFee, Layout, Region
from shops.franchise.templatetags.shop_tags import fee_in_words, weekdays

LABELS: dict[str, Any] = {
    "name": _("Name"), "seal": _("Seal"), "byline": _("Line under the name"), "band": _("Stitched pattern"),
    "cloth": _("Cloth colour"), "layout": _("Layout"), "township": _("Township"), "village": _("Village"), "story": _("Story"),
    "promise": _("Promise"), "handover": _("Where you hand parcels over"), "posting_days": _("Posting days"),
    "variety": _("Variety"), "grade": _("Grade"), "origin": _("Place of origin"), "storage": _("How to keep it"),
    "best_before": _("Best before"), "about": _("About it"), "category": _("Category"), "batch": _("Batch"),
    "harvest_months": _("Its season"), "pack": _("Pack"), "prices": _("Price"),
}  # fmt: skip
NOTHING = _("(nothing)")


@dataclass(frozen=True)
class Line:
    """One field: what stands, what the newest work says. `token` names this very difference; `lang` is of the words."""

    key: str
    label: str
    yours: str
    new: str
    token: str
    lang: str = ""


@dataclass(frozen=True)
class Section:
    """What is new of the shop itself (`product` None), or of one product."""

    product: Any
    came: list[Line]  # comes in by itself: the owner left it as it was
    differing: list[Line]
    photos: int = 0
    dropped: int = 0


def sections(news: News, categories: Mapping[str, str]) -> list[Section]:
    """The shop's section, then the goods', without those that have nothing new. `categories`: slug → name."""
    places = township_names()
    words = Wording(categories, {slug: str(name) for slug, name in places.items()})
    front = Section(None, list(words.came(OF_SHOP, news.front.taken)), list(words.differing(OF_SHOP, news.front.differing)))
    goods = [words.of_product(one) for one in news.goods]
    return [one for one in (front, *goods) if one.came or one.differing or one.photos or one.dropped]


@dataclass(frozen=True)
class Wording:
    categories: Mapping[str, str]
    townships: Mapping[str, str]

    def of_product(self, one: GoodsNews) -> Section:
        number, merged = one.made.number, one.merged
        differing = list(self.differing(number, merged.differing))
        return Section(one.product, list(self.came(number, merged.taken)), differing, len(one.photos), len(one.dropped))

    def came(self, of: Any, taken: Mapping[str, Any]) -> Iterator[Line]:
        for name, value in taken.items():
            yield Line(f"{of}.{name}", label(name), "", self.say(name, value), "", lang(name))

    def differing(self, of: Any, pairs: Mapping[str, tuple[Any, Any]]) -> Iterator[Line]:
        for name, (mine, value) in pairs.items():
            said = self.say(name, mine), self.say(name, value)
            yield Line(f"{of}.{name}", label(name), *said, token(mine, value), lang(name))

    def say(self, name: str, value: Any) -> str:
        """A field's value as its owner reads it."""
        if name.startswith("fee_"):
            return say_fee(name.removeprefix("fee_"), value)
        if not value:
            return str(NOTHING)
        if name in SAID:
            return str(SAID[name](value))
        known = {"category": self.categories, "township": self.townships}.get(name)
        return str(known.get(value, value) if known else value)


def label(name: str) -> str:
    """What a field is called; that of the English words says so."""
    if name.startswith("fee_"):
        return gettext("Postage")
    words = str(LABELS[name.removesuffix("_zh_hans").removesuffix("_en")])
    return gettext("%(field)s, in English") % {"field": words} if name.endswith("_en") else words


def lang(name: str) -> str:
    return LANG["en"] if name.endswith("_en") else LANG["zh-hans"] if name.endswith("_zh_hans") else ""


def say_fee(region: str, fee: list[Any] | None) -> str:
    if fee is None:
        return gettext("%(region)s: not posted to") % {"region": Region(region).label}
    return fee_in_words(DeliveryFee(region=region, fee=fee[0], free_over=fee[1]))


def say_prices(prices: list[Any]) -> str:
    alone, group, size = prices
    if not group:
        return yuan(alone)
    return gettext("%(alone)s alone, %(group)s in a group of %(n)s") % {"alone": yuan(alone), "group": yuan(group), "n": size}


def say_pack(pack: list[Any]) -> str:
    zh, en, grams = pack
    weight = gettext("%(grams)s g") % {"grams": grams} if grams else ""
    return " · ".join(filter(None, (zh, en, weight)))


SAID: dict[str, Callable[[Any], Any]] = {
    "prices": say_prices,
    "pack": say_pack,
    "harvest_months": months,
    "posting_days": weekdays,
    "band": lambda value: Band(value).label,
    "cloth": lambda value: Cloth(value).label,
    "layout": lambda value: Layout(value).label,
}
