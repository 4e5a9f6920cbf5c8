"""Who looks after parcels that nobody moves."""

from typing import Any

from common.rights import rule
from shops.franchise.rights import is_franchise_manager


@rule("look after parcels")
def may_look_after_parcels(user: Any, _: None) -> bool:
    """Those who answer for the market."""
    return is_franchise_manager(user)
