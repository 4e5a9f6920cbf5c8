"""Latin addresses from Chinese names: pinyin with hyphens, never one used or retired before."""

import re
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from anyascii import anyascii
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from shops.franchise.models import RetiredSlug, Shop

Made = TypeVar("Made")
TRIES = 5  # as many of one name may be made at the same instant
BETWEEN_SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])")


def latin(text: str) -> str:
    """盘家苦茶 → pan-jia-ku-cha; "" when nothing of it can be said in Latin letters."""
    return slugify(BETWEEN_SYLLABLES.sub("-", anyascii(text)))


def numbered(base: str, length: int, taken: set[str]) -> str:
    """`base`, else base-2, base-3…: the first not in `taken`, at most `length` long."""
    for n in count(1):
        tail = "" if n == 1 else f"-{n}"
        slug = base[: length - len(tail)].strip("-") + tail
        if slug not in taken:
            return slug
    raise AssertionError  # pragma: no cover - count() does not end


def free_slug(model: type[models.Model], base: str) -> str:
    """The first address after `base` that no row of `model` has; for a shop, also none that one ever had."""
    length = getattr(model._meta.get_field("slug"), "max_length", None) or 50
    start = base[: length - 6] or "x"
    taken = set(model._default_manager.filter(slug__startswith=start).values_list("slug", flat=True))
    if model is Shop:
        taken |= set(RetiredSlug.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return numbered(base, length, taken)


def shop_slug(name_zh: str, name_en: str) -> str:
    """An address for a new shop, from its Chinese name, or its English one, or "shop"."""
    return free_slug(Shop, latin(name_zh) or latin(name_en) or "shop")


def again_on_clash(make: Callable[[], Made]) -> Made:
    """What `make` returns; when another press took an address between its looking and its writing, it is made anew.

    Raises IntegrityError after `TRIES`, or at once for whatever clashes that is no address.
    """
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return make()
        except IntegrityError as clash:
            if not left or "slug" not in str(clash):
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises
