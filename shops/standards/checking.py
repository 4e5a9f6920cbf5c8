"""Looking a shop over by the brand's rules: what can be reckoned is reckoned, the rest is for the inspector's eyes."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.standards.models import BrandRule
from shops.standards.training import rights_of

Kind = BrandRule.Kind
LANGUAGES = ("zh_hans", "en")
SHOP_WORDS = ("name", "byline", "story", "promise")
GOODS_WORDS = ("name", "about")


@dataclass(frozen=True)
class Result:
    """One rule and how the shop keeps it: True or False, None when only an inspector can say. `faults` say what is wrong."""

    rule: BrandRule
    is_kept: bool | None
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Looked:
    """What the rules look at, read once."""

    shop: Shop
    goods: list[Product]
    refused: dict[int, str]  # category's id → why its goods may not be sold


def look(shop: Shop, rules: list[BrandRule], goods: list[Product] | None = None) -> Looked:
    """The shop with its goods but those taken out, their photographs and packs: three queries, none when `goods` are given
    so; and its rights, if a rule asks for them."""
    found = goods if goods is not None else list(shop.products.kept().prefetch_related("variants", "photos"))  # type: ignore[attr-defined]
    asked = {product.category_id for product in found} if any(rule.kind == Kind.TRAINED for rule in rules) else set()
    rights = rights_of(shop, asked) if asked else []
    return Looked(shop, found, {right.category.pk: right.words for right in rights if not right.may_sell})


def reckon(shop: Shop, rules: list[BrandRule], goods: list[Product] | None = None) -> list[Result]:
    """The shop looked over by these rules; `goods` as `look` takes them."""
    return check(rules, look(shop, rules, goods))


def check(rules: list[BrandRule], looked: Looked) -> list[Result]:
    """Each rule with its result, in the rules' order."""
    return [result_of(rule, looked) for rule in rules]


def result_of(rule: BrandRule, looked: Looked) -> Result:
    if rule.kind == Kind.LOOKED_AT:
        return Result(rule, None)
    faults = CHECKS[Kind(rule.kind)](rule, looked)
    return Result(rule, not faults, faults)


def few_photos(rule: BrandRule, looked: Looked) -> list[str]:
    counted: list[tuple[Any, int]] = [(product, len(product.photos.all())) for product in looked.goods]  # type: ignore[attr-defined]
    words = _("%(product)s has %(n)s of %(least)s photographs")
    return [words % {"product": one.name, "n": n, "least": rule.number} for one, n in counted if n < rule.number]


def few_promises(rule: BrandRule, looked: Looked) -> list[str]:
    n = len([line for line in looked.shop.promise.splitlines() if line.strip()])
    return [] if n >= rule.number else [promised(n, rule.number)]


def promised(n: int, least: int) -> str:
    return ngettext("%(n)s promise stands there; %(least)s are asked", "%(n)s promises stand there; %(least)s are asked", n) % {
        "n": n, "least": least,
    }  # fmt: skip


def few_posting_days(rule: BrandRule, looked: Looked) -> list[str]:
    n = len(looked.shop.posting_days)
    return (
        []
        if n >= rule.number
        else [_("It posts on %(n)s days of the week; at least %(least)s") % {"n": n, "least": rule.number}]
    )


def short_story(rule: BrandRule, looked: Looked) -> list[str]:
    n = len("".join(looked.shop.story.split()))
    words = _("The story has %(n)s characters; at least %(least)s")
    return [] if n >= rule.number else [words % {"n": n, "least": rule.number}]


def forbidden_words(rule: BrandRule, looked: Looked) -> list[str]:
    """Wherever a word stands, in either language, however it is spaced."""
    places: list[tuple[Any, tuple[str, ...]]] = [(looked.shop, SHOP_WORDS), *((one, GOODS_WORDS) for one in looked.goods)]
    faults = []
    for row, names in places:
        text = "\n".join(getattr(row, f"{name}_{language}") or "" for name in names for language in LANGUAGES)
        plain = unicodedata.normalize("NFKC", text).casefold()
        found = [word for word in listed(rule.words) if pattern(word).search(plain)]
        faults += [_("“%(word)s” stands in %(place)s") % {"word": word, "place": row.name} for word in found]
    return faults


def listed(lines: str) -> list[str]:
    return [word for line in lines.splitlines() if (word := unicodedata.normalize("NFKC", line).strip().casefold())]


def pattern(word: str) -> re.Pattern[str]:
    """A Latin word as a whole, a Chinese one wherever it stands, its signs spaced out or not."""
    if word.isascii():
        return re.compile(rf"\b{re.escape(word)}\b")
    return re.compile(r"[\s·.\u200b]*".join(map(re.escape, word)))


def thin_labels(rule: BrandRule, looked: Looked) -> list[str]:
    faults = []
    for product in looked.goods:
        packs: Any = product.variants  # type: ignore[attr-defined]
        said = {
            _("weight"): any((pack.grams or pack.pieces) and pack.is_sold for pack in packs.all()),
            _("batch"): product.batch,
            _("best before"): product.best_before,
        }
        if missing := [name for name, there in said.items() if not there]:
            faults.append(_("%(product)s: no %(what)s") % {"product": product.name, "what": _(", ").join(missing)})
    return faults


def untrained(rule: BrandRule, looked: Looked) -> list[str]:
    named = [
        (product.name, looked.refused[product.category_id]) for product in looked.goods if product.category_id in looked.refused
    ]
    return [f"{name}: {why}" for name, why in named]


CHECKS: dict[str, Callable[[BrandRule, Looked], list[str]]] = {
    Kind.PHOTOS: few_photos,
    Kind.PROMISE: few_promises,
    Kind.POSTING_DAYS: few_posting_days,
    Kind.STORY: short_story,
    Kind.WORDS: forbidden_words,
    Kind.LABELS: thin_labels,
    Kind.TRAINED: untrained,
}
