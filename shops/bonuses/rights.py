"""Who keeps the terms of bonuses, reads what looks odd, and withholds a bonus."""

from typing import Any

from common.rights import rule
from shops.bonuses.models import Bonus
from shops.franchise.rights import is_franchise_manager


@rule("keep bonuses")
def may_keep(user: Any, _nothing: None) -> bool:
    return is_franchise_manager(user)


@rule("withhold bonus")
def may_withhold(user: Any, bonus: Bonus) -> bool:
    """A franchise manager; never their own, nor one for an order of theirs."""
    return is_franchise_manager(user) and user.pk not in (bonus.sharer_id, bonus.order.buyer_id)
