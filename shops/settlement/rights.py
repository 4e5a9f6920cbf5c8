"""Who reads a shop's money, who settles, who approves."""

from typing import Any

from common.rights import rule
from shops.franchise.models import Shop
from shops.franchise.rights import is_franchise_manager, owns
from shops.settlement.models import Settlement


@rule("read shop money")
def may_read_money(user: Any, shop: Shop) -> bool:
    """The owner's alone: whoever helps sees orders, not the bank account."""
    return owns(user, shop)


@rule("keep money")
def may_keep_money(user: Any, _: None) -> bool:
    """The platform's accounts, and the run for all shops."""
    return is_franchise_manager(user)


@rule("settle shop")
def may_settle(user: Any, shop: Shop) -> bool:
    """A franchise manager; never their own shop."""
    return is_franchise_manager(user) and not owns(user, shop)


@rule("approve settlement")
def may_approve(user: Any, settlement: Settlement) -> bool:
    """A second person: never who drew it up."""
    return may_settle(user, settlement.shop) and settlement.drawn_by_id != user.pk
