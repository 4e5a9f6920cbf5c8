"""What whoever booked a harvest that failed is given: all the money, an apology, and the right to be first next time."""

from datetime import datetime
from typing import Any

from shops.orders.models import Order
from shops.presale import letters
from shops.presale.models import Advance, First
from shops.presale.queries import rights_of


def make_up(advance: Advance, order: Order, at: datetime) -> None:
    """The right, and the letter that says so. Once; the money is promised by who calls."""
    facts = {"person": order.buyer, "phone": "" if order.buyer else order.phone, "given_at": at}
    product = advance.presale.offer.variant.product
    First.objects.get_or_create(advance=advance, defaults={"product": product, **facts})
    letters.failed(advance, at)


def use_right(advance: Advance, phone: str, by: Any) -> bool:
    """Whether they had a right to be first that is not used yet; it is now."""
    rights = rights_of(advance.presale.offer.variant.product, by, phone).values_list("pk", flat=True)
    return any(First.objects.filter(pk=pk, used_for=None).update(used_for=advance) for pk in rights)


def free_right(advance: Advance) -> None:
    """The right it was ordered by is as it was."""
    First.objects.filter(used_for=advance).update(used_for=None)
