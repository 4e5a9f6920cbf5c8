"""Who may decide on reviews. What a shop may do with its own is "change goods"; who wrote one is who placed the order."""

from typing import Any

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule
from shops.reviews.models import CustomerReview


@rule("look over reviews")
def may_look_over(user: Any, _nothing: None) -> bool:
    return has_role(user, Role.FRANCHISE_MANAGER, Role.ADMINISTRATOR)


@rule("decide on review")
def may_decide(user: Any, review: CustomerReview) -> bool:
    """A franchise manager; never on a review of their own shop."""
    return may_look_over(user, None) and review.shop.owner_id != user.pk
