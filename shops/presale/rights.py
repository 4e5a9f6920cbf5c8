"""Who says that a crop failed."""

from typing import Any

from common.rights import can, rule
from shops.franchise.models import Shop


@rule("look after presales")
def may_look_after(user: Any, shop: Shop) -> bool:
    """Whoever keeps the shop's goods; and those who answer for the market, whatever became of the shop."""
    return bool(getattr(user, "is_authenticated", False)) and (
        can(user, "change goods", shop) or can(user, "cancel for shop", shop)
    )
