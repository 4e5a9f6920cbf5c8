"""What buyers of a harvest to come are told. A guest by SMS at the order's number, like all of an order."""

from datetime import datetime
from typing import Any

from common.money import yuan
from shops.orders.letters import to_buyer
from shops.orders.models import ShopOrder
from shops.payments.models import Refund
from shops.presale.models import Advance


def tell(advance: Advance, template: str, at: datetime, *, key: str = "", **more: Any) -> None:
    rows = ShopOrder.objects.select_related("order__buyer", "shop").prefetch_related("lines__discounts")
    parcel = rows.get(order=advance.order_id)
    product: Any = parcel.lines.all()[0]
    order = parcel.order
    facts = {
        "goods_zh": product.name_zh_hans, "goods_en": product.name_en or product.name_zh_hans, "packs": advance.packs,
        "sum": yuan(parcel.total), "deposit": yuan(order.deposit) if order.deposit else "",
        "balance": yuan(parcel.total - order.deposit), "ready": advance.presale.ready_on, "ships": advance.presale.ships_from,
        "until": order.expires_at, **more,
    }  # fmt: skip
    to_buyer(parcel, template, key or f"{template.replace('_', '-')}-{advance.pk}", at, **facts)


def booked(advance: Advance, at: datetime) -> None:
    """The first payment came."""
    tell(advance, "presale_booked", at)


def packing(advance: Advance, at: datetime) -> None:
    """The harvest of what was paid at once is ready."""
    tell(advance, "presale_ready", at)


def balance_open(advance: Advance, until: datetime, at: datetime) -> None:
    tell(advance, "presale_balance", at, until=until)


def remind(advance: Advance, *, is_last: bool, at: datetime) -> None:
    tell(advance, "presale_balance_last" if is_last else "presale_balance_half", at)


def balance_paid(advance: Advance, at: datetime) -> None:
    tell(advance, "presale_balance_paid", at)


def expired(advance: Advance, refund: Refund, at: datetime) -> None:
    """The balance was not paid in time: the deposit goes back."""
    tell(advance, "presale_expired", at, back=yuan(refund.amount))


def failed(advance: Advance, at: datetime) -> None:
    """The apology; its money is named by the letters of the refunds."""
    tell(advance, "presale_failed", at, why=advance.presale.why, days=advance.presale.first_days)


def put_off(advance: Advance, at: datetime) -> None:
    """Each new day is told of once."""
    tell(advance, "presale_put_off", at, key=f"presale-put-off-{advance.pk}-{advance.presale.ready_on}")
