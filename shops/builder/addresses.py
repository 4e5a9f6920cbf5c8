"""Latin addresses from Chinese names: pinyin with hyphens, never one used or retired before."""

import re
import secrets
from collections.abc import Callable, Sequence
from itertools import count
from typing import TypeVar

from anyascii import anyascii
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from shops.franchise.models import RetiredSlug, Shop

Made = TypeVar("Made")
TRIES = 7  # of those who clash on one number each then looks further on, by chance: the seventh look clashes once in thousands
BETWEEN_SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])")


def latin(text: str) -> str:
    """盘家苦茶 → pan-jia-ku-cha; "" when nothing of it can be said in Latin letters."""
    return slugify(BETWEEN_SYLLABLES.sub("-", anyascii(text)))


def numbered(base: str, length: int, taken: set[str], gap: int = 0) -> str:
    """`base`, else base-2, base-3…: the first not in `taken` after passing over `gap` free ones, at most `length` long."""
    for n in count(1):
        tail = "" if n == 1 else f"-{n}"
        slug = base[: length - len(tail)].strip("-") + tail
        if slug not in taken:
            if not gap:
                return slug
            gap -= 1
    raise AssertionError  # pragma: no cover - count() does not end


def free_slugs(model: type[models.Model], bases: Sequence[str], gap: int = 0) -> list[str]:
    """For each of `bases` the first address that no row of `model` has and none before it took; for a shop, none that
    one ever had. One query, two for a shop."""
    length = getattr(model._meta.get_field("slug"), "max_length", None) or 50
    starts = [base[: length - 6] or "x" for base in bases]
    near = models.Q(*(("slug__startswith", start) for start in sorted(set(starts))), _connector=models.Q.OR)
    taken = set(model._default_manager.filter(near).values_list("slug", flat=True)) if starts else set()
    if model is Shop:
        taken |= set(RetiredSlug.objects.filter(near).values_list("slug", flat=True))
    found: list[str] = []
    for base in bases:
        found.append(numbered(base or "x", length, taken | set(found), gap))
    return found


def shop_slug(name_zh: str, name_en: str, gap: int = 0) -> str:
    """An address for a new shop, from its Chinese name, or its English one, or "shop"."""
    return free_slugs(Shop, [latin(name_zh) or latin(name_en) or "shop"], gap)[0]


def again_on_clash(make: Callable[[int], Made]) -> Made:
    """What `make` returns; when another press took an address between its looking and its writing, it is made anew.

    `make` is called with how many free addresses to pass over: none at first and at the first clash, then any number
    up to 4, 16, 64…, so that several who clash do not go on clashing. Raises IntegrityError after `TRIES`, or at once
    for whatever clashes that is no address.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return make(secrets.randbelow(4 ** max(0, attempt - 1)))
        except IntegrityError as clash:
            if attempt == TRIES - 1 or "slug" not in str(clash):
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises
