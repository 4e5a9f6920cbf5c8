"""From a product's batch back to its plot or herd: what its page tells buyers, and who saw it on the spot."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import Role, RoleGrant
from courses.fieldlog.models import Check, Yield
from courses.fieldlog.queries import wait_on, waits
from shops.catalogue.models import Product


@dataclass(frozen=True)
class Trace:
    """`subject` is the plot or herd. `seen_on` is None unless a second person confirmed the harvest on the spot."""

    subject: Any
    taken_on: date
    seen_on: date | None = None
    by_mentor: bool = False


def trace_of(product: Product) -> Trace | None:
    """Where the batch was taken, as the owner's field log has it; None for a batch it does not know, or one taken while
    a product with a waiting period forbade it. One query, two for a batch that is known, none without a batch."""
    if not product.batch:
        return None
    mentors = RoleGrant.objects.filter(user=OuterRef("entry__check_of__checker"), role=Role.MENTOR)
    rows = Yield.objects.filter(
        batch=product.batch, entry__enrolment__trainee=product.shop.owner_id, entry__replaced_by=None
    ).annotate(by_mentor=Exists(mentors))
    near = "entry__plot", "entry__herd", "entry__check_of", "entry__enrolment"
    found = list(rows.select_related(*near).order_by("-entry__done_on", "-pk"))
    if not found:
        return None
    periods = waits(found[0].entry.enrolment)
    sound = [one for one in found if wait_on(one.entry.subject, one.entry.done_on, periods) is None]
    return max(map(trace, sound), key=lambda one: one.seen_on is not None, default=None)


def trace(one: Any) -> Trace:
    check = getattr(one.entry, "check_of", None)
    seen = check.seen_on if check and check.result == Check.Result.CONFIRMED else None
    return Trace(one.entry.subject, one.entry.done_on, seen, one.by_mentor)
