"""Saying in the other language what a shop says in one: what is right is kept, and what is not says why and changes nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.builder.both_languages import pairs_of
from shops.builder.editions import change_front, front_of
from shops.builder.noting import note
from shops.builder.pairs import SHORT, Pair, mark_of
from shops.builder.visits import change_visit
from shops.catalogue.keeping_changes import as_one
from shops.catalogue.models import GoodsChange
from shops.catalogue.operations import change_pack, change_product
from shops.catalogue.rules import Breached
from shops.franchise.changing import changeable
from shops.franchise.following import told_once
from shops.franchise.models import Shop
from shops.franchise.selling import NotTrained

Fault = Breached | NotTrained | str
CHANGED = "changed"  # the original is not what the person translated


@transaction.atomic
def save_translations(
    *, shop: Shop, said: Mapping[str, str], of: Mapping[str, str], by: Any, at: datetime
) -> tuple[int, dict[str, Fault]]:  # fmt: skip
    """Write `said` (key of a pair → words in its other language), each `of` an original known by its mark.

    Returns how many were written, and why others were not: `CHANGED` where the original is another now. Raises NotChangeable.
    """
    held = changeable(shop)
    pairs = {pair.key: pair for pair in pairs_of(held)}
    wanted = [pairs[key] for key in said if key in pairs and said[key] and pairs[key].original]
    faults: dict[str, Fault] = {p.key: CHANGED for p in wanted if of.get(p.key) != mark_of(p.said(p.original))}
    todo = [pair for pair in wanted if pair.key not in faults]
    given: dict[str, Any] = {"by": by, "at": at}
    with told_once(held, at=at), as_one(held, GoodsChange.What.WORDS, **given):
        write_front(held, [pair for pair in todo if pair.record is None], said, given)
        for record in {(pair.of, pair.number): pair.record for pair in todo if pair.record is not None}.values():
            own = [pair for pair in todo if pair.record is record]
            faults |= write_record(own, said, given)
    done = [pair for pair in todo if pair.key not in faults]
    if done:
        note(held, [(pair, in_both(pair, said[pair.key])) for pair in done], at)
        audit.record(by, "translate shop", held, at=at, keys=[pair.key for pair in done])
    return len(done), faults


def in_both(pair: Pair, words: str) -> tuple[str, str]:
    """What the pair says in Chinese and in English, with `words` written in its other language."""
    return (words, pair.en) if pair.wanted == "zh-hans" else (pair.zh, words)


def write_front(shop: Shop, pairs: list[Pair], said: Mapping[str, str], given: dict[str, Any]) -> None:
    """The words of the front, as one edition."""
    front = front_of(shop)
    changes: dict[str, Any] = {}
    for pair in pairs:
        if pair.of == "shop":
            changes[f"{pair.part}_{pair.wanted.replace('-', '_')}"] = said[pair.key]
            continue
        name = {"making": "making_steps", "notice": "notices"}[pair.of]
        rows = changes.setdefault(name, [dict(row) for row in front[name]])
        for n, row in enumerate(rows, 1):
            if pair.number == (str(n) if pair.of == "making" else row.get("key")):
                row[SHORT[pair.wanted]] = said[pair.key]
    if changes:
        change_front(shop=shop, changes=changes, **given)


def write_record(pairs: list[Pair], said: Mapping[str, str], given: dict[str, Any]) -> dict[str, Fault]:
    """The words of one product, pack or visit: all of them or none. Returns why not."""
    changes = {f"{pair.part}_{pair.wanted.replace('-', '_')}": said[pair.key] for pair in pairs}
    record = pairs[0].record
    write: dict[str, Callable[[], object]] = {
        "product": lambda: change_product(product=record, changes=changes, prices={}, **given),
        "pack": lambda: change_pack(variant=record, pack=changes, prices={}, **given),
        "visit": lambda: change_visit(visit=record, changes=changes, **given),
    }
    try:
        with transaction.atomic():
            write[pairs[0].of]()
    except (Breached, NotTrained) as fault:
        return {pair.key: fault for pair in pairs}
    return {}
