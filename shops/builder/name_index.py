"""Finding shops whose names are like another, without reading all: by how a name looks and sounds, whole and less a character.

Two names one character apart have a rest in common when one is left out of each, so equal keys lead to all of them; who asks
then compares the names themselves.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from common import shop_names
from shops.builder.models import NameKey
from shops.franchise.models import Shop

FEWEST = 3  # characters: shorter names are only compared whole
Name = tuple[str, str]  # Chinese, English


def keys_of(name: str) -> set[int]:
    """The keys of a name: how it looks, how it sounds, and how it looks without each of its characters."""
    looks, sounds = shop_names.bare(name), shop_names.sound(name)
    if not looks:
        return set()
    rests = {looks[:n] + looks[n + 1 :] for n in range(len(looks))} if len(looks) >= FEWEST else set()
    return {key("looks", looks), *({key("sounds", sounds)} if sounds else ()), *(key("looks", rest) for rest in rests)}


def key(kind: str, text: str) -> int:
    return int.from_bytes(blake2b(f"{kind} {text}".encode(), digest_size=8).digest(), "big", signed=True)


def keep_names(shop: Any, *, is_new: bool = False) -> None:
    """Let the shop be found by its names as they are now; its row is held, or was made just now."""
    wanted = keys_of(shop.name_zh_hans or "") | keys_of(shop.name_en or "")
    kept = set() if is_new else set(NameKey.objects.filter(shop=shop).values_list("key", flat=True))
    if kept - wanted:
        NameKey.objects.filter(shop=shop, key__in=kept - wanted).delete()
    NameKey.objects.bulk_create([NameKey(shop=shop, key=one) for one in sorted(wanted - kept)], ignore_conflicts=True)


def names_like(names: Iterable[str], besides: int = 0) -> list[Name]:
    """The names of all shops that are not closed and share a key with one of `names`. One query, however many shops."""
    keys = {one for name in names for one in keys_of(name)}
    if not keys:
        return []
    found = NameKey.objects.filter(key__in=keys).exclude(shop=besides).values("shop")
    rows: Any = Shop.objects.filter(pk__in=found).exclude(state=Shop.State.CLOSED).order_by("pk")
    return [(zh or "", en or "") for zh, en in rows.values_list("name_zh_hans", "name_en")]
