"""Slips for the box and address labels: of one order, or of all that are to be packed. Asked for once, printed by a job apart
from the web worker a few parcels at a time, and deleted after a day: they say where buyers live.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from common import audit
from common.rights import can
from common.sanitise import one_line
from printing.binding import bind
from printing.keeping import fill, lately, sweep
from printing.operations import print_html
from shops.desk.models import PrintedSlips, Thanks
from shops.desk.slips_drawn import html_of, parcels_of
from shops.franchise.models import Shop
from shops.franchise.operations import held as held_shop
from shops.orders.models import ShopOrder

KEPT = timedelta(days=1)
MOST = 100  # parcels of one press; the oldest first
AT_ONCE = 20  # parcels of one document; the documents are bound


class Paper(models.TextChoices):
    LABELS = "labels", _("A label printer, 100 × 150 mm each")
    SHEET = "sheet", _("A4: four addresses to a sheet, then a page for each box")


class NotYours(Exception):
    """Nothing was printed."""


class NothingToPack(Exception):
    """No order waits to be packed, or it is not the shop's; nothing was printed."""


@transaction.atomic
def ask_for_slips(*, shop: Shop, parcel: int | None, paper: str, by: Any, at: datetime) -> PrintedSlips:
    """Have one order's slip and label printed, or (None) those of all that are to be packed. Pressed twice, printed once.

    Raises NotYours, NothingToPack.
    """
    if not can(by, "change goods", shop):
        raise NotYours
    held_shop(shop)
    if not (ids := which(shop, parcel)):
        raise NothingToPack
    wish = {"parcels": ids, "paper": Paper(paper).value}
    rows = lately(PrintedSlips.objects.filter(shop=shop), at)
    if again := next((one for one in rows if one.wish == wish), None):
        return again
    made = PrintedSlips.objects.create(shop=shop, wish=wish, asked_by=by, asked_at=at)
    audit.record(by, "print slips", shop, at=at, parcels=len(ids))
    transaction.on_commit(partial(print_slips.enqueue, made.pk))
    return made


def which(shop: Shop, parcel: int | None) -> list[int]:
    """Ids of the shop's parts to print: the one, packed or on its way, or those to be packed."""
    rows = ShopOrder.objects.filter(shop=shop).order_by("pk")
    if parcel is None:
        rows = rows.filter(state=ShopOrder.State.TO_PACK)
    else:
        rows = rows.filter(pk=parcel, state__in=(ShopOrder.State.TO_PACK, ShopOrder.State.SENT))
    return list(rows.values_list("pk", flat=True)[:MOST])


@transaction.atomic
def set_thanks(*, shop: Shop, zh: str, en: str, by: Any, at: datetime) -> None:
    """What the shop says to its buyers on the slip. Raises NotYours."""
    if not can(by, "change goods", shop):
        raise NotYours
    words = {"words_zh_hans": one_line(zh)[:200], "words_en": one_line(en)[:200]}
    Thanks.objects.update_or_create(shop=shop, defaults=words)
    audit.record(by, "change thanks", shop, at=at, **words)


@task()
def print_slips(pk: int) -> None:
    """Print them once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    wish = PrintedSlips.objects.select_related("shop__owner").filter(pk=pk).first()
    fill(wish, drawn, name="slips")


def drawn(wish: PrintedSlips) -> bytes:
    parcels = parcels_of(wish.shop, wish.wish["parcels"])
    pdfs = [
        print_html(html_of(wish.shop, parcels[n : n + AT_ONCE], wish.wish["paper"])) for n in range(0, len(parcels), AT_ONCE)
    ]
    return pdfs[0] if len(pdfs) == 1 else bind(pdfs)


@transaction.atomic
def forget_slips(*, at: datetime, most: int = 200) -> int:
    """Delete what was printed a day ago; how many."""
    return sweep(PrintedSlips.objects.filter(asked_at__lte=at - KEPT).order_by("asked_at")[:most])
