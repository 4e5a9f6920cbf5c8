"""What a category’s rules say of a product: which permit is missing, which words may not stand, what to write instead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shops.catalogue.models import Category, CategoryRule, Product

Kind = CategoryRule.Kind
READ = ("name", "variety", "grade", "storage", "about")  # what buyers read, in each language
NAMES = ("name", "variety")  # what a thing is known by
NOTICES = "notices-to-buyers"
AROUND = 12  # characters shown on either side of a word that may not stand
BETWEEN = r"[\s·.,，。、*_\-]*"  # 治 疗 and 治.疗 are 治疗


@dataclass(frozen=True)
class Breach:
    """One thing to mend: which field, which rule, and for a word where it stands and what to write instead."""

    field: str
    rule: CategoryRule
    before: str = ""
    word: str = ""
    after: str = ""
    instead: str = ""

    @property
    def marked(self) -> SafeString | str:
        """The word marked among those beside it; '' when it is no word that is wrong."""
        return format_html("{}<mark>{}</mark>{}", self.before, self.word, self.after) if self.word else ""


class Breached(Exception):
    """The product may not be put on sale like this; `breaches` say what to mend. Nothing was changed."""

    def __init__(self, breaches: list[Breach]) -> None:
        self.breaches = breaches
        super().__init__("; ".join(str(breach.rule) for breach in breaches))


def rules_of(category: Category | int) -> list[CategoryRule]:
    """The rules of the category, those of all goods after them. One query."""
    pk = category if isinstance(category, int) else category.pk
    return rules_by_category([pk])[pk]


def rules_by_category(categories: Iterable[int]) -> dict[int, list[CategoryRule]]:
    """The rules of each category (by id), those of all goods among them. One query."""
    wanted = set(categories)
    rows = list(CategoryRule.objects.filter(Q(category__in=wanted) | Q(category=None)).order_by("position", "pk"))
    return {
        pk: sorted((rule for rule in rows if rule.category_id in (pk, None)), key=lambda rule: rule.category_id is None)
        for pk in wanted
    }


def words_of(product: Product) -> dict[str, str]:
    """What buyers read of it, by field."""
    names = [f"{name}_{language}" for name in READ for language in ("zh_hans", "en")]
    return {name: getattr(product, name) or "" for name in names}


def breaches_of(product: Product, rules: Iterable[CategoryRule] | None = None) -> list[Breach]:
    """All that keeps the product from being put on sale. One query, none when its category's `rules` are given."""
    found = rules_of(product.category_id) if rules is None else rules
    return breaches(found, words_of(product), produced=product.produced, permit=product.permit)


def breaches(rules: Iterable[CategoryRule], words: Mapping[str, str], *, produced: str, permit: str) -> list[Breach]:
    """What is wrong, the permit first, then word by word as the fields stand."""
    rules = list(rules)
    papers = [breach for rule in rules if rule.kind == Kind.PERMIT and (breach := unpermitted(rule, produced, permit))]
    said = [breach for field, text in words.items() for rule in rules for breach in forbidden(rule, field, text)]
    return papers + said


def unpermitted(rule: CategoryRule, produced: str, permit: str) -> Breach | None:
    if rule.spares_own and produced == Product.Produced.OWN:
        return None
    if produced == Product.Produced.UNSAID:
        return Breach("produced", rule)
    return None if permit else Breach("permit", rule)


def forbidden(rule: CategoryRule, field: str, text: str) -> Iterator[Breach]:
    """Each word of the rule that stands in the text, at its first place."""
    if rule.kind not in (Kind.WORDS, Kind.NOT_SOLD) or not text:
        return
    if rule.kind == Kind.NOT_SOLD and not field.startswith(NAMES):
        return
    for word, instead in pairs(rule.words):
        if found := pattern(word).search(text):
            start, end = found.span()
            yield Breach(field, rule, text[max(0, start - AROUND) : start], found[0], text[end : end + AROUND], instead)


def pairs(lines: str) -> Iterator[tuple[str, str]]:
    """(word, what to write instead) of each line; '' where a rule says nothing better."""
    for line in lines.splitlines():
        word, _, instead = (part.strip() for part in line.replace("＝", "=").partition("="))
        if word:
            yield word, instead


def pattern(word: str) -> re.Pattern[str]:
    """A Chinese word wherever it stands, however its signs are spaced out; a Latin one as a whole word."""
    if word.isascii():
        return re.compile(rf"\b{re.escape(word)}\b", re.I)
    return re.compile(BETWEEN.join(map(re.escape, word)))


def notices_of(category: int, produced: str = "") -> list[CategoryRule]:
    """What buyers read of a category's rules, in the reader's language; what is spared the product is left out.

    No query: all that buyers read is remembered until a rule changes, an hour at most.
    """
    rows = [rule for rule in cache.get_or_set(NOTICES, for_buyers, 3600) or [] if rule.category_id in (category, None)]
    spared = produced == Product.Produced.OWN
    shown = [rule for rule in rows if rule.for_buyers and not (rule.spares_own and spared and rule.kind == Kind.PERMIT)]
    return sorted(shown, key=lambda rule: rule.category_id is None)


def for_buyers() -> list[CategoryRule]:
    """The rules that say something to buyers, of every category. One query."""
    said = Q(for_buyers_zh_hans__gt="") | Q(for_buyers_en__gt="")
    return list(CategoryRule.objects.filter(said).order_by("position", "pk"))


def forget_notices(**_: Any) -> None:
    """A rule has changed: buyers read the new one from the next page on."""
    transaction.on_commit(lambda: cache.delete(NOTICES))
