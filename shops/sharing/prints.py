"""Posters and labels: asked for once, printed by a job apart from the web worker, the oldest swept away."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from printing.keeping import fill, lately, sweep
from printing.operations import render
from shops.franchise.models import Shop
from shops.sharing.cloth import band_of, cloth_of
from shops.sharing.labels import format_of, label, pages_of, repeated
from shops.sharing.models import Printed
from shops.sharing.posters import poster_context
from shops.sharing.queries import labelled

KEPT = 10  # printings of a shop; a file to print is asked for anew in a second


class NotOpen(Exception):
    """Nobody can come in yet, so nothing invites them: no poster was printed."""


@transaction.atomic
def ask_for_poster(*, shop: Shop, goods: list[int], size: str, language: str, by: Any, at: datetime) -> Printed:
    """Have the shop's poster printed. Pressed twice, it is printed once. Raises NotOpen."""
    held = Shop.objects.select_for_update().get(pk=shop.pk)
    if not held.is_open:
        raise NotOpen
    return ask(held, Printed.Kind.POSTER, {"goods": goods, "size": size, "language": language}, by, at)


@transaction.atomic
def ask_for_labels(
    *, shop: Shop, counts: dict[int, int], kind: str, paper: str, start: int, language: str, by: Any, at: datetime
) -> Printed:
    """Have labels printed: how many of each pack (by its id), the first at place `start` of its sheet. Pressed twice, they
    are printed once."""
    held = Shop.objects.select_for_update().get(pk=shop.pk)
    named = {str(pack): count for pack, count in counts.items()}
    wish = {"counts": named, "kind": kind, "paper": paper, "start": start, "language": language}
    return ask(held, Printed.Kind.LABELS, wish, by, at)


def ask(shop: Shop, kind: str, wish: dict[str, Any], by: Any, at: datetime) -> Printed:
    """`shop` is held by who calls."""
    rows = lately(Printed.objects.filter(shop=shop, kind=kind, asked_by=by), at)
    if again := next((one for one in rows if one.wish == wish), None):
        return again
    printed = Printed.objects.create(shop=shop, kind=kind, wish=wish, asked_by=by, asked_at=at)
    audit.record(by, f"print {kind}", shop, at=at)
    sweep(Printed.objects.filter(shop=shop)[KEPT:])
    transaction.on_commit(partial(print_kit.enqueue, printed.pk))
    return printed


@task()
def print_kit(printed_id: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    printed = Printed.objects.select_related("shop").filter(pk=printed_id).first()
    fill(printed, drawn, name=printed.kind if printed else "")


def drawn(printed: Printed) -> bytes:
    language = printed.wish["language"]
    with translation.override(language):
        context = context_of(printed) | {"language": language}
        return render(template=f"documents/{printed.kind}.html", context=context, language=language)


def context_of(printed: Printed) -> dict[str, Any]:
    wish = printed.wish
    if printed.kind == Printed.Kind.POSTER:
        return poster_context(printed.shop, wish["goods"], wish["size"])
    return labels_context(printed.shop, wish)


def labels_context(shop: Shop, wish: dict[str, Any]) -> dict[str, Any]:
    """What documents/labels.html prints: facts as they are now, of goods that break no rule."""
    paper = format_of(wish["kind"], wish["paper"])
    sound = [one.product for one in labelled(shop) if not one.breaches]
    wanted = [(product, pack, wish["counts"].get(str(pack.pk), 0)) for product in sound for pack in product.packs]  # type: ignore[attr-defined]
    made = [(label(product, pack, wish["kind"], paper, wish["language"]), count) for product, pack, count in wanted if count]
    sheets = pages_of(repeated(made), paper, wish["start"])
    return {"paper": paper, "sheets": sheets, "shop": shop, "cloth": cloth_of(shop.cloth), "band": band_of(shop.band)}
