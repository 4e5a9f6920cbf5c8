"""A claim becomes a refund, once, and its goods stock or waste. Within the transaction that closes the claim."""

from datetime import datetime
from typing import Any

from common.money import split
from shops.catalogue import stock
from shops.orders.models import ShopOrder
from shops.payments import refunds
from shops.payments.models import Refund
from shops.payments.refunds import TooMuch
from shops.returns.models import Claim


def pay_claim(claim: Claim, *, by: Any, at: datetime) -> Refund:
    """All that was claimed: packs at what they cost, or the sum the buyer wanted to keep them."""
    if claim.keeps:
        return pay_sum(claim, claim.wanted, by=by, at=at)
    packs = {one.line_id: one.packs for one in claim.lines.all()}
    refund = refunds.return_lines(
        parcel=claim.parcel, packs=packs, delivery=claim.postage, source=f"claim {claim.pk}", words=words_of(claim), by=by,
        at=at,
    )  # fmt: skip
    account_for(claim, by=by, at=at)
    return keep(claim, refund)


def pay_offer(claim: Claim, *, by: Any, at: datetime) -> Refund:
    """What the shop offered and the buyer took."""
    return pay_sum(claim, claim.offered or 0, by=by, at=at)


def pay_sum(claim: Claim, amount: int, *, by: Any, at: datetime) -> Refund:
    """So many fen for goods that the buyer keeps, split over the claimed lines by what they are worth. Raises TooMuch."""
    packs = {one.line_id: one.packs for one in claim.lines.all()}
    fen, delivery = spread(claim.parcel, packs, amount)
    refund = refunds.return_lines(
        parcel=claim.parcel, packs={}, fen=fen, delivery=delivery, source=f"claim {claim.pk}", words=words_of(claim), by=by,
        at=at,
    )  # fmt: skip
    return keep(claim, refund)


def pay_from_county(claim: Claim, amount: int, *, by: Any, at: datetime) -> Refund:
    """The county's goodwill: the shop keeps its money. Raises TooMuch."""
    refund = refunds.give_goodwill(
        parcel=claim.parcel, amount=amount, source=f"claim {claim.pk}", words=words_of(claim), by=by, at=at
    )  # fmt: skip
    return keep(claim, refund)


def spread(parcel: ShopOrder, packs: dict[int, int], amount: int) -> tuple[dict[int, int], int]:
    """`amount` fen by line's id, by largest remainder over what the packs are worth, never above what is left of a line; what
    is beyond the goods is postage. Raises TooMuch."""
    left = refunds.left_of(parcel)
    worth = {pk: left[pk].share(min(count, left[pk].packs)) for pk, count in packs.items()}
    goods = sum(worth.values())
    delivery = max(0, amount - goods)
    if amount < 1 or delivery > (postage := refunds.delivery_left(parcel)):
        raise TooMuch(goods + (0 if amount < 1 else postage))
    if not goods:
        return {}, delivery
    shares = split(amount - delivery, list(worth.values()))
    return {pk: share for pk, share in zip(worth, shares, strict=True) if share}, delivery


def account_for(claim: Claim, *, by: Any, at: datetime) -> None:
    """The packs: on the shelf again where they came back sound, else written off, so that the moves explain each."""
    came_back = bool(claim.number)
    lines = list(claim.lines.select_related("line__offer"))
    sound = {one.line.goods.pk: one.packs - one.spoiled for one in lines if came_back and one.packs > one.spoiled}
    waste = {one.line.goods.pk: one.spoiled if came_back else one.packs for one in lines if one.spoiled or not came_back}
    stock.put(back=sound, key=f"claim {claim.pk}", by=by, at=at)
    stock.write_off(packs=waste, key=f"claim {claim.pk}", by=by, at=at)


def keep(claim: Claim, refund: Refund) -> Refund:
    Claim.objects.filter(pk=claim.pk).update(refund=refund)
    claim.refund = refund
    return refund


def words_of(claim: Claim) -> str:
    """What the refund says was its cause, in the language of the books."""
    return (claim.decision or claim.answer or claim.words)[:200]
