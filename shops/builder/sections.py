"""The parts of a shop's front below its sign: which, in which order, which of them are shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from shops.builder.editions import change_front, front_of
from shops.franchise.changing import changeable
from shops.franchise.models import Layout, Shop


class Section(models.TextChoices):
    NOTICES = "notices", _("Notices")
    GOODS = "goods", _("On the counter")
    STORY = "story", _("Our story")
    MAKING = "making", _("How we make it")
    YEAR = "year", _("The year here")
    VISIT = "visit", _("Visit us")


ORDERS: dict[str, tuple[Section, ...]] = {
    Layout.COUNTER: (Section.NOTICES, Section.GOODS, Section.VISIT, Section.STORY, Section.MAKING, Section.YEAR),
    Layout.STORY: (Section.NOTICES, Section.STORY, Section.MAKING, Section.GOODS, Section.YEAR, Section.VISIT),
    Layout.GALLERY: (Section.NOTICES, Section.GOODS, Section.MAKING, Section.VISIT, Section.STORY, Section.YEAR),
}


@dataclass(frozen=True)
class Placed:
    """One part in its place. `kind` is a Section's value."""

    kind: str
    shown: bool

    @property
    def label(self) -> Any:
        return Section(self.kind).label

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "shown": self.shown}


def placed(front: dict[str, Any]) -> list[Placed]:
    """Every part in its order: as the owner put them, else as the layout does; parts added since come last."""
    order = ORDERS.get(front.get("layout", ""), ORDERS[Layout.COUNTER])
    known = {kind.value for kind in order}
    put = {row["kind"]: bool(row["shown"]) for row in front.get("sections", []) if row["kind"] in known}
    if not put:
        return [Placed(kind.value, True) for kind in order]
    return [Placed(kind, shown) for kind, shown in put.items()] + [Placed(k.value, True) for k in order if k.value not in put]


def arranged(shop: Shop) -> list[str]:
    """The kinds that shoppers see, in order."""
    return [one.kind for one in placed({"layout": shop.layout, "sections": shop.sections}) if one.shown]


def laid_out(front: dict[str, Any], layout: str) -> list[dict[str, Any]]:
    """The parts in the order of another layout, those hidden still hidden. [] where nothing was ever moved or hidden."""
    hidden = {one.kind for one in placed(front) if not one.shown}
    order = ORDERS.get(layout, ORDERS[Layout.COUNTER])
    return [Placed(kind.value, kind.value not in hidden).as_json() for kind in order] if hidden else []


def moved(rows: list[Placed], kind: str, by: int) -> list[Placed]:
    """The part `by` places further down (or up), as far as the list goes."""
    there = next((n for n, one in enumerate(rows) if one.kind == kind), None)
    if there is None:
        return rows
    others = [one for one in rows if one.kind != kind]
    place = min(max(there + by, 0), len(others))
    return [*others[:place], rows[there], *others[place:]]


@transaction.atomic
def move_section(*, shop: Shop, kind: str, places: int, by: Any, at: datetime) -> Shop:
    """Put one part further up (`places` below 0) or down. At the end of the list it stays. Raises NotChangeable."""
    rows = moved(placed(front_of(changeable(shop))), kind, places)
    return arrange(shop, rows, by, at)


@transaction.atomic
def show_section(*, shop: Shop, kind: str, shown: bool, by: Any, at: datetime) -> Shop:
    """Show or hide one part; what is in it stays. Raises NotChangeable."""
    rows = placed(front_of(changeable(shop)))
    return arrange(shop, [Placed(one.kind, shown if one.kind == kind else one.shown) for one in rows], by, at)


def arrange(shop: Shop, rows: list[Placed], by: Any, at: datetime) -> Shop:
    front = front_of(shop)
    if rows == placed(front):
        return shop
    return change_front(shop=shop, by=by, at=at, changes={"sections": [one.as_json() for one in rows]})
