"""A shop's front as plain JSON: what its owner may change of it, read from the shop's row and put back there."""

from typing import Any

from django.utils.translation import gettext_lazy

from shops.builder.name_index import keep_names
from shops.franchise.models import DeliveryFee, Region, Shop

Front = dict[str, Any]
Fees = dict[str, tuple[int, int | None]]
SPOKEN = ("name", "byline", "village", "story", "handover", "opening", "promise")  # in both languages
LINES = (*(f"{name}_{language}" for name in SPOKEN for language in ("zh_hans", "en")), "seal", "band", "cloth", "layout",
         "township")  # fmt: skip
LISTS = ("posting_days", "sections", "making_steps", "notices")
FIELDS = (*LINES, *LISTS)  # columns of Shop; a front has `fees` besides
LABELS: dict[str, Any] = {
    "name": gettext_lazy("Shop name"), "byline": gettext_lazy("Line under the name"), "village": gettext_lazy("Village"),
    "story": gettext_lazy("Story"), "handover": gettext_lazy("Handing over"), "opening": gettext_lazy("When people reach you"),
    "promise": gettext_lazy("Promise"), "seal": gettext_lazy("Seal"), "band": gettext_lazy("Stitched pattern"),
    "cloth": gettext_lazy("Cloth colour"), "layout": gettext_lazy("Layout"), "township": gettext_lazy("Township"),
    "posting_days": gettext_lazy("Posting days"), "sections": gettext_lazy("Order of the parts"),
    "making_steps": gettext_lazy("How we make it"), "notices": gettext_lazy("Notices"), "fees": gettext_lazy("Postage"),
}  # fmt: skip


def fees_of(shop: Shop) -> dict[str, list[int | None]]:
    return {row.region: [row.fee, row.free_over] for row in shop.delivery_fees.order_by("region")}


def of_row(shop: Shop) -> Front:
    """The front that shoppers see: one query, for the fees."""
    lines = {name: getattr(shop, name) or "" for name in LINES}
    return {**lines, **{name: list(getattr(shop, name) or []) for name in LISTS}, "fees": fees_of(shop)}


def normal(changes: Front) -> Front:
    """`changes` as a front holds them: no None, no tuples, nothing that is no part of a front."""
    known = {name: changes[name] for name in FIELDS if name in changes}
    values = {name: list(value or []) if name in LISTS else value or "" for name, value in known.items()}
    if "fees" in changes:
        values["fees"] = {region: list(fee) for region, fee in sorted(changes["fees"].items())}
    return values


def differing(one: Front, other: Front) -> list[str]:
    """The parts in which two fronts differ, in the order of a front. One that lacks a part differs in nothing there."""
    return [name for name in (*FIELDS, "fees") if name in one and name in other and one[name] != other[name]]


def dressed(shop: Shop, front: Front) -> Shop:
    """`shop` with the front on it, not saved: what a draft looks like."""
    for name in FIELDS:
        if name in front:
            setattr(shop, name, front[name])
    return shop


def fee_rows(shop: Shop, front: Front) -> list[DeliveryFee]:
    """The fees of a front as rows, not saved, the nearest region first."""
    fees = front.get("fees", {})
    return [DeliveryFee(shop=shop, region=r, fee=fees[r][0], free_over=fees[r][1]) for r in Region.values if r in fees]


def put(shop: Shop, front: Front) -> None:
    """Let shoppers see the front. The shop is held by who calls."""
    before = of_row(shop)
    changed = differing(before, front)
    dressed(shop, front).save(update_fields=[name for name in changed if name != "fees"])
    if {"name_zh_hans", "name_en"} & set(changed):
        keep_names(shop)
    if "fees" in changed:
        shop.delivery_fees.all().delete()
        DeliveryFee.objects.bulk_create(fee_rows(shop, front))
