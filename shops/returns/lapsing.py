"""What the clock does with claims whose time has come; each once, in its own transaction."""

from datetime import datetime

from django.db import transaction

from common import audit
from common.states import move
from shops.returns import letters
from shops.returns.claiming import held
from shops.returns.models import Claim

State = Claim.State
TO_MANAGER = (State.ASKED, State.COMING)  # the shop did not move
LAPSES = (State.OFFERED, State.TO_SEND)  # the buyer did not


def move_on(*, at: datetime, most: int = 200) -> int:
    """No answer of the shop goes to the managers; no reaction of the buyer takes the claim back. How many moved."""
    due = Claim.objects.filter(due_at__lte=at, state__in=(*TO_MANAGER, *LAPSES)).order_by("due_at", "pk")[:most]
    return sum(moved(claim, at) for claim in due.select_related("parcel__order"))


@transaction.atomic
def moved(claim: Claim, at: datetime) -> bool:
    now = held(claim)
    if now.due_at is None or now.due_at > at or now.state not in (*TO_MANAGER, *LAPSES):
        return False
    if now.state in TO_MANAGER:
        move(now, State.DISPUTED, due_at=None)
        letters.to_managers(now, at=at)
        letters.to_shop(now, "disputed", at=at)
        letters.to_buyer(now, "disputed", at=at)
    else:
        move(now, State.WITHDRAWN, due_at=None, closed_at=at)
        letters.to_buyer(now, "lapsed", at=at)
        letters.to_shop(now, "withdrawn", at=at)
    audit.record(None, "claim moved on", now, at=at, to=now.state)
    return True
