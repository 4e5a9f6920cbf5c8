"""Who says that a crop failed."""

from typing import Any

from common.rights import can, rule
from shops.franchise.models import Shop
from shops.franchise.rights import is_franchise_manager


@rule("see all presales")
def may_see_all(user: Any, _: None) -> bool:
    """Those who answer for the market: what buyers wait for, in whatever shop."""
    return is_franchise_manager(user)


@rule("look after presales")
def may_look_after(user: Any, shop: Shop) -> bool:
    """Whoever keeps the shop's goods; and those who answer for the market, whatever became of the shop."""
    return bool(getattr(user, "is_authenticated", False)) and (
        can(user, "change goods", shop) or can(user, "cancel for shop", shop)
    )
