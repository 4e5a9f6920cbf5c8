"""Slips and labels as HTML for the press: each parcel in its buyer's language, its address in Chinese."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from cms.queries import township_names
from common.languages import OTHER
from common.templatetags.words import in_language
from printing.codes import qr_svg
from shops.desk.models import Thanks
from shops.franchise.models import Shop
from shops.orders.models import OrderLine, ShopOrder
from shops.payments.queries import Gone, gone_of
from shops.sharing.cloth import band_of, cloth_of
from shops.sharing.codes import short_address
from shops.sharing.fitting import drawable

PER_SHEET = 4  # address labels on an A4


def parcels_of(shop: Shop, ids: Sequence[int]) -> list[ShopOrder]:
    """The parts in the order of their ids, with lines and goods. Three queries."""
    lines = OrderLine.objects.select_related("offer__variant__product").prefetch_related("discounts")
    rows = ShopOrder.objects.filter(shop=shop, pk__in=ids).select_related("order").order_by("pk")
    return list(rows.prefetch_related(Prefetch("lines", lines)))


def html_of(shop: Shop, parcels: Sequence[ShopOrder], paper: str) -> str:
    """One document: on a label printer each address and then what goes into the box; on A4 all addresses first."""
    thanks = Thanks.objects.filter(shop=shop).first()
    gone = gone_of(parcels)
    drawn = [(part("label", one, shop, thanks, gone), part("slip", one, shop, thanks, gone)) for one in parcels]
    labels = [label for label, _slip in drawn]
    context = {
        "paper": paper, "drawn": drawn, "band": band_of(shop.band), "cloth": cloth_of(shop.cloth),
        "sheets": [labels[n : n + PER_SHEET] for n in range(0, len(labels), PER_SHEET)],
    }  # fmt: skip
    return render_to_string("documents/slips.html", context)


def part(name: str, parcel: ShopOrder, shop: Shop, thanks: Thanks | None, gone: Gone) -> SafeString:
    """A label or a slip in its buyer's language."""
    language = parcel.order.language if parcel.order.language in OTHER else "zh-hans"
    with translation.override(language):
        return render_to_string(f"documents/slip_{name}.html", facts_of(parcel, shop, thanks, gone, language))


def facts_of(parcel: ShopOrder, shop: Shop, thanks: Thanks | None, gone: Gone, language: str) -> dict[str, Any]:
    """What is printed: of people's own words only what our font draws; what is not sent is not in the box, nor paid for."""
    order = parcel.order
    cash = parcel.total - gone.unpaid.get(parcel.pk, 0) if order.way == order.Way.CASH else 0
    packs = {line: line.packs - gone.packs.get(line.pk, 0) for line in parcel.lines.all()}
    return {
        "parcel": parcel, "order": order, "language": language, "cash": cash,
        "shop_name": words_of(shop, "name", language), "owner": drawable(shop.owner.name),
        "from": drawable(where_from(shop)), "to": drawable(order.name),
        "place": drawable(order.place), "street": drawable(order.street),
        "notes": [drawable(note) for note in (order.note, parcel.note) if note],
        "thanks": words_of(thanks, "words", language) if thanks else "",
        "lines": [line_of(line, count, language) for line, count in packs.items() if count],
    }  # fmt: skip


def where_from(shop: Shop) -> str:
    """Township and village, in Chinese as the courier reads them; how parcels are handed over is for the shop alone."""
    with translation.override("zh-hans"):
        return f"{township_names().get(shop.township, '')}{in_language(shop, 'village', 'zh-hans')}"


def line_of(line: OrderLine, packs: int, language: str) -> dict[str, Any]:
    """One kind of goods in the box, with the code of where it comes from."""
    product = line.goods.variant.product
    return {
        "name": words_of(line, "name", language), "pack": words_of(line, "pack", language), "packs": packs,
        "batch": drawable(line.batch), "code": qr_svg(short_address(product)),
    }  # fmt: skip


def words_of(record: Any, field: str, language: str) -> str:
    """In the buyer's language, else in the other."""
    return drawable(in_language(record, field, language) or in_language(record, field, OTHER[language]))
