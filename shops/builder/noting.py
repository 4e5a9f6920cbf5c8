"""When both languages of a pair say the same is noted, whoever wrote them and in whatever form: before the first change of
one of them, and whenever both were written. Measured by that, the one that was not changed is older than its original.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shops.builder.front import Front
from shops.builder.models import TranslatedPair
from shops.builder.pairs import OF_RECORD, Pair, mark_of, of_front, of_record, with_notes
from shops.catalogue.models import Product, Variant
from shops.franchise.models import Shop

LANGUAGES = ("zh-hans", "en")
GOODS = {"product": (Product, "product"), "variant": (Variant, "pack")}  # what a kept change calls them
Words = tuple[str, str]  # Chinese, English


def to_note(was: Pair, zh: str, en: str) -> Words | None:
    """Which words are noted as saying the same, when what `was` said becomes `zh` and `en`; None for nothing new."""
    changed = {language for language, words in zip(LANGUAGES, (zh, en), strict=True) if words != was.said(language)}
    if not zh or not en or not changed:
        return None
    if len(changed) == 2 or was.is_missing:
        return zh, en
    if was.is_older:  # its translation follows, or the original is changed again
        return (zh, en) if changed == {was.wanted} else None
    return was.zh, was.en


def note(shop: Shop, said: Iterable[tuple[Pair, Words]], at: datetime) -> None:
    """Note of each pair that these words of it say the same."""
    rows = [TranslatedPair(shop=shop, key=pair.key, zh=mark_of(zh), en=mark_of(en), at=at) for pair, (zh, en) in said]
    if rows:
        TranslatedPair.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["shop", "key"], update_fields=["zh", "en", "at"]
        )


def note_changes(shop: Shop, before: Iterable[Pair], after: Iterable[Pair], at: datetime) -> None:
    """Note what is to be noted when `before` becomes `after`. Two queries, none where no pair in both languages changed."""
    new = {pair.key: (pair.zh, pair.en) for pair in after}
    changed = [pair for pair in before if all(new.get(pair.key, ())) and new.get(pair.key) not in (None, (pair.zh, pair.en))]
    if changed:
        noted = TranslatedPair.objects.filter(shop=shop, key__in=[pair.key for pair in changed])
        found = [(pair, to_note(pair, *new[pair.key])) for pair in with_notes(changed, noted)]
        note(shop, [(pair, words) for pair, words in found if words], at)


def note_front(shop: Shop, before: Front, after: Front, at: datetime) -> None:
    note_changes(shop, of_front(before), of_front(after), at)


def note_record(shop: Shop, of: str, record: Any, before: dict[str, Any], at: datetime) -> None:
    """The same for a product, pack or visit, as it is now; `before`: what stood in the fields that were changed."""
    after = list(of_record(of, record, ""))
    was = [replace(p, zh=before.get(f"{p.part}_zh_hans", p.zh) or "", en=before.get(f"{p.part}_en", p.en) or "") for p in after]
    note_changes(shop, was, after, at)


def note_goods(*, shop: Shop, rows: Sequence[dict[str, Any]], at: datetime) -> None:
    """The same for what a press changed of goods: the rows of a kept change, in their order."""
    before: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        if row["of"] in GOODS and has_words(GOODS[row["of"]][1], row["before"]):
            first = before.setdefault((row["of"], row["id"]), {})
            first |= {name: value for name, value in row["before"].items() if name not in first}
    for (of, pk), was in before.items():
        model, name = GOODS[of]
        if record := model._default_manager.filter(pk=pk).first():
            note_record(shop, name, record, was, at)


def has_words(of: str, fields: Iterable[str]) -> bool:
    words = {f"{part}_{language}" for part in OF_RECORD[of] for language in ("zh_hans", "en")}
    return not words.isdisjoint(fields)
