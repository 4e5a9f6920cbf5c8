"""Who makes promotions: a shop's people who keep its goods, for the shop; franchise managers, for the county."""

from typing import Any

from common.rights import can, rule
from shops.franchise.rights import is_franchise_manager, owns
from shops.promotions.models import Promotion


@rule("spend county money")
def may_spend_county_money(user: Any, _nothing: None) -> bool:
    return is_franchise_manager(user)


@rule("change promotion")
def may_change(user: Any, promotion: Promotion) -> bool:
    """The shop's people for its own; a franchise manager for the county's, but none that their own shop alone would have."""
    if not promotion.by_county:
        return can(user, "change goods", promotion.shop)
    return is_franchise_manager(user) and (promotion.shop is None or not owns(user, promotion.shop))
