"""Who may print and share what a shop shows."""

from typing import Any

from common.rights import can, rule
from shops.franchise.models import Shop


@rule("share shop")
def may_share(user: Any, shop: Shop) -> bool:
    """Whoever may change the shop."""
    return can(user, "change shop", shop)
