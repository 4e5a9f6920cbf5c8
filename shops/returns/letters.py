"""Who is told of each step of a claim: the buyer (a guest by SMS), everybody in the shop, the franchise managers."""

from datetime import datetime
from typing import Any

from accounts.models import Role
from accounts.queries import people_with_role
from common.money import yuan
from outbox.operations import tell, tell_number
from shops.franchise.operations import words_about
from shops.franchise.renewing import everybody
from shops.orders.models import Order, ShopOrder
from shops.payments.models import Refund
from shops.returns.models import Claim


def to_buyer(claim: Claim, step: str, *, at: datetime) -> None:
    order = claim.parcel.order
    tell_buyer_of(order, f"claim-{claim.pk}-{step}", "claim_for_buyer", about(claim, step), path_of(claim), at)


def given(refund: Refund, *, at: datetime) -> None:
    """Money back that nobody asked for."""
    assert refund.parcel is not None
    order = refund.parcel.order
    facts = {"number": order.number, "sum": yuan(refund.whole), "words": refund.words, **words_about(refund.parcel.shop)}
    tell_buyer_of(order, f"given-{refund.pk}", "money_given", facts, f"/orders/{order.number}/", at)


def tell_buyer_of(order: Order, key: str, template: str, context: dict[str, Any], link: str, at: datetime) -> None:
    facts: dict[str, Any] = {"key": key, "template": template, "context": context, "link": link, "at": at}
    if order.buyer:
        tell(user=order.buyer, **facts)
    elif order.phone:
        tell_number(phone=order.phone, language=order.language, **facts)


def to_shop(claim: Claim, step: str, *, at: datetime) -> None:
    context, link = about(claim, step), f"/my/shop/returns/{claim.pk}/"
    for person in everybody(claim.parcel.shop):
        key = f"claim-{claim.pk}-{step}-{person.pk}"
        tell(user=person, key=key, template="claim_for_shop", context=context, link=link, at=at)


def to_managers(claim: Claim, *, at: datetime) -> None:
    context, link = about(claim, "disputed"), f"/franchise/disputes/{claim.pk}/"
    for person in people_with_role(Role.FRANCHISE_MANAGER):
        key = f"dispute-{claim.pk}-{person.pk}"
        tell(user=person, key=key, template="claim_for_managers", context=context, link=link, at=at)


def about(claim: Claim, step: str) -> dict[str, Any]:
    amount = claim.refund.whole if claim.refund else claim.offered if step == "offered" else claim.wanted
    said = claim.decision if step in ("decided", "denied") else claim.answer
    return {
        **words_about(claim.parcel.shop), "number": claim.parcel.order.number, "step": step, "sum": yuan(amount or 0),
        "words": said, "from_county": claim.paid_by == Claim.PaidBy.COUNTY, "parcel_number": claim.number,
        "is_visit": claim.parcel.kind == ShopOrder.Kind.VISIT,
    }  # fmt: skip


def path_of(claim: Claim) -> str:
    return f"/orders/{claim.parcel.order.number}/claims/{claim.pk}/"
