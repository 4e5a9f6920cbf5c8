"""Who looks after parcels that nobody moves, and who may cancel a shop's part besides the shop and its buyer."""

from typing import Any

from common.rights import rule
from shops.franchise.models import Shop
from shops.franchise.rights import is_franchise_manager, owns


@rule("look after parcels")
def may_look_after_parcels(user: Any, _: None) -> bool:
    """Those who answer for the market."""
    return is_franchise_manager(user)


@rule("cancel for shop")
def may_cancel_for(user: Any, shop: Shop) -> bool:
    """A franchise manager, for a shop that cannot or does not; never for their own, which they cancel as its owner."""
    return is_franchise_manager(user) and not owns(user, shop)
