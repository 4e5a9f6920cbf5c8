"""Who decides where buyer and shop do not agree. Who claims is who placed the order; what a shop answers is "change goods"."""

from typing import Any

from common.rights import can, rule
from shops.franchise.rights import is_franchise_manager, owns
from shops.returns.models import Claim


@rule("look at disputes")
def may_look(user: Any, _nothing: None) -> bool:
    return is_franchise_manager(user)


@rule("decide dispute")
def may_decide(user: Any, claim: Claim) -> bool:
    """A franchise manager; never of their own shop, nor of one they help in."""
    shop = claim.parcel.shop
    return is_franchise_manager(user) and not owns(user, shop) and not can(user, "change goods", shop)


@rule("answer claim")
def may_answer(user: Any, claim: Claim) -> bool:
    """The shop's people; a franchise manager where the shop can no more (it is suspended or closed)."""
    shop = claim.parcel.shop
    return can(user, "change goods", shop) or (shop.state != shop.State.OPEN and may_decide(user, claim))
