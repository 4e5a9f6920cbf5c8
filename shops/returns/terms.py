"""Until when what may be claimed, and what needs a photograph: pure.

Goods that perish are not taken back for taste, and what is wrong with them is said within two days of receipt, while it shows
(消费者权益保护法, Art. 25: fresh and perishable goods are outside the seven days without reasons). A visit has a reason of its
own.
"""

from datetime import datetime, timedelta

from shops.orders.models import ShopOrder
from shops.returns.models import Claim

Reason = Claim.Reason
WITHIN, PERISHABLE_WITHIN = timedelta(days=7), timedelta(hours=48)
ANSWERED_WITHIN = timedelta(hours=48)
REACT_WITHIN = timedelta(days=7)  # the buyer, to an offer, a refusal, or to post what is to go back
CAME_WITHIN = timedelta(days=10)  # the shop, to say that it came
OF_GOODS = tuple(reason for reason in Reason if reason != Reason.SERVED)
NEEDS_PHOTO = frozenset({Reason.SPOILED, Reason.DIFFERENT, Reason.WRONG})


def until(reason: str, *, perishes: bool, received_at: datetime | None) -> datetime | None:
    """The last moment to claim for this reason; None for no last moment, while it is on its way."""
    if received_at is None:
        return None
    is_seen_at_once = perishes and reason != Reason.MISSING
    return received_at + (PERISHABLE_WITHIN if is_seen_at_once else WITHIN)


def reasons_for(state: str, *, perishes: bool, received_at: datetime | None, at: datetime) -> list[Reason]:
    """What may be claimed now of a part in this state that was paid; nothing of what is neither sent nor received."""
    if state not in (ShopOrder.State.SENT, ShopOrder.State.RECEIVED):
        return []
    return [
        reason
        for reason in OF_GOODS
        if is_for(reason, state, perishes=perishes) and in_time(until(reason, perishes=perishes, received_at=received_at), at)
    ]


def is_for(reason: str, state: str, *, perishes: bool) -> bool:
    return reason != Reason.MIND or (state == ShopOrder.State.RECEIVED and not perishes)


def in_time(last: datetime | None, at: datetime) -> bool:
    return last is None or at <= last


def needs_photo(reason: str) -> bool:
    return reason in NEEDS_PHOTO
