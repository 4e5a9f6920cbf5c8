"""Who looks after money that a person must look after."""

from typing import Any

from common.rights import rule
from shops.franchise.rights import is_franchise_manager


@rule("look at transfers")
def may_look_at_transfers(user: Any, _: None) -> bool:
    """Whether a buyer's transfer came is said by those who answer for the market."""
    return is_franchise_manager(user)


@rule("look after money")
def may_look_after_money(user: Any, _: None) -> bool:
    """Payments, refunds that stick, differences from the companies' bills."""
    return is_franchise_manager(user)
