"""What needs somebody today, the most urgent first: the rules of the shop and of its goods, one list, a stable order."""

from collections.abc import Collection
from datetime import date

from shops.desk import needs_goods, needs_shop
from shops.desk.facts import GOODS, LOOKS, OWNER, Facts, Need

CHANGES = (GOODS, LOOKS)  # who needs one of these for it changes the shop
IN_HAND = ("late-orders", "claims", "cash", "arrivals")  # what was ordered is finished properly, whatever the shop's state
RULES = (*needs_shop.RULES, *needs_goods.RULES)


def needs_of(facts: Facts) -> list[Need]:
    """By urgency, then by the day, those without a day after those with one, then in the order of the rules.

    Of a shop that may not be changed just now, only what can be done all the same.
    """
    found = [need for rule in RULES if (need := rule(facts))]
    if not facts.shop.is_changeable:
        found = [need for need in found if need.kind in IN_HAND or (need.right not in CHANGES and need.kind != "differences")]
    return sorted(found, key=lambda need: (need.urgency, need.day or date.max))


def for_person(needs: list[Need], rights: Collection[str], is_owner: bool) -> list[Need]:
    """Those the person can do something about."""
    may = {"", *({OWNER} if is_owner else ()), *(right for right in (GOODS, LOOKS) if right in rights)}
    return [need for need in needs if need.right in may]
