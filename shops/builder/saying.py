"""A front in plain words: what each part is called, how its value is said, what a change changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.assessment.comparing import woven
from shops.builder.front import LABELS, Front, differing
from shops.builder.queries import township_of
from shops.builder.sections import placed
from shops.franchise.models import Band, Cloth, DeliveryFee, Layout
from shops.franchise.templatetags.shop_tags import fee_in_words, weekdays

SHORT = 60  # characters of a text in a list of versions


@dataclass(frozen=True)
class Change:
    """One part that differs: before and after, in words. `woven` marks both in one text, '' where they are too unlike."""

    part: str
    label: str
    was: str
    now: str
    woven: SafeString | str = ""


def label_of(part: str) -> str:
    """ "Shop name", "Story (English)"."""
    for suffix, words in (("_zh_hans", ""), ("_en", _("English"))):
        if part.endswith(suffix):
            name = str(LABELS[part.removesuffix(suffix)])
            return _("%(part)s (%(language)s)") % {"part": name, "language": words} if words else name
    return str(LABELS[part])


def fees_said(fees: dict[str, list[Any]]) -> str:
    return _("; ").join(fee_in_words(DeliveryFee(region=r, fee=fee, free_over=free)) for r, (fee, free) in fees.items())


def sections_said(rows: list[dict[str, Any]]) -> str:
    hidden = _("%(part)s (hidden)")
    names = ((str(one.label), one.shown) for one in placed({"sections": rows})) if rows else ()
    return " · ".join(name if shown else hidden % {"part": name} for name, shown in names) or _("as the layout has them")


def lines_said(rows: list[dict[str, Any]]) -> str:
    return "\n".join(row.get("zh") or row.get("en") or "" for row in rows)


def township_said(slug: str) -> str:
    place = township_of({"township": slug})
    return place.name if place else slug


SAID: dict[str, Callable[[Any], Any]] = {
    "band": lambda value: Band(value).label if value in Band.values else value,
    "cloth": lambda value: Cloth(value).label if value in Cloth.values else value,
    "layout": lambda value: Layout(value).label if value in Layout.values else value,
    "township": township_said, "posting_days": weekdays, "fees": fees_said, "sections": sections_said,
    "making_steps": lines_said, "notices": lines_said,
}  # fmt: skip


def said(part: str, value: Any) -> str:
    """The part's value in words; a dash for nothing."""
    return str(SAID.get(part, str)(value) if value else SAID["sections"](value) if part == "sections" else "") or "–"


def changes(was: Front, now: Front) -> list[Change]:
    """What differs between two fronts, in words, texts woven into one."""
    return [change(part, was[part], now[part]) for part in differing(was, now)]


def change(part: str, was: Any, now: Any) -> Change:
    words = said(part, was), said(part, now)
    return Change(part, label_of(part), *words, woven=woven(*words) if was and now and part not in SAID else "")


def in_short(was: Front, now: Front) -> str:
    """One line for a list of versions: "Shop name: 盘家苦茶 → 盘氏苦茶", or the names of several parts."""
    parts = differing(was, now)
    if len(parts) == 1 and parts[0] != "township":  # its name would cost a query a line
        before, after = said(parts[0], was[parts[0]]), said(parts[0], now[parts[0]])
        if max(len(before), len(after)) <= SHORT:
            return _("%(part)s: %(was)s → %(now)s") % {"part": label_of(parts[0]), "was": before, "now": after}
    return _(", ").join(dict.fromkeys(label_of(part) for part in parts))


def marked(one: Change) -> SafeString | str:
    """How a page shows the change: woven, else what was, struck out, above what is."""
    both = format_html("<del>{}</del><br><ins>{}</ins>", one.was, one.now)
    return one.woven or both
