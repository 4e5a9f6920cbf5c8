"""What a buyer does: claim, accept less, send back, go to the franchise manager, take the claim back.

Who may is who placed the order: asked by the view, which knows the browser. A press of a claim makes one claim.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.sanitise import one_line, plain_text
from common.states import move
from shops.fulfilment.operations import read_number
from shops.orders.models import ShopOrder
from shops.orders.moving import held as held_order
from shops.payments import refunds
from shops.payments.refunds import TooMuch
from shops.returns import letters
from shops.returns.models import LONGEST, MOST_PHOTOS, Claim, ClaimedLine, ClaimPhoto
from shops.returns.paying import pay_offer
from shops.returns.queries import reasons_of
from shops.returns.terms import ANSWERED_WITHIN, CAME_WITHIN, needs_photo

State, Reason = Claim.State, Claim.Reason
MOST_OF_A_PART = 5  # claims; then only people help


class NotNow(Exception):
    """Not for this reason, or not any more; nothing was kept."""


class OpenAlready(Exception):
    """A claim of this part is open: `claim`."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        super().__init__(claim.pk)


class NothingNamed(Exception):
    """No pack was named, or more than are left."""


class WordsMissing(Exception):
    """Who claims or objects says what is the matter."""


class PhotoMissing(Exception):
    """What is broken, spoiled, wrong or otherwise than described is shown."""


@transaction.atomic
def claim(
    *, parcel: ShopOrder, reason: str, packs: Mapping[int, int], keeps: int | None, words: str, photos: Sequence[ClaimPhoto],
    press: str, by: Any, at: datetime,
) -> Claim:  # fmt: skip
    """Claim money back for so many packs by line's id: all they cost, or `keeps` fen while the goods are kept, as of a visit it
    always is.

    `photos` were taken in before (`photos.take_in`). Raises NotNow, OpenAlready, NothingNamed, WordsMissing, PhotoMissing,
    TooMuch with how much is possible.
    """
    held_order(parcel.order)
    if known := Claim.objects.filter(press=press, parcel=parcel).first():
        return known
    now = ShopOrder.objects.select_related("order", "shop").get(pk=parcel.pk)
    refuse(now, reason, words, photos, at)
    named = {pk: count for pk, count in packs.items() if count}
    if keeps is None and now.kind == ShopOrder.Kind.VISIT:
        raise NothingNamed
    most, postage = worth_of(now, named, reason)
    if keeps is not None and not 1 <= keeps <= most + postage:
        raise TooMuch(most + postage)
    wanted = most + postage if keeps is None else keeps
    if wanted > (left := refunds.part_left(now)) or not wanted:
        raise TooMuch(left)
    made = Claim.objects.create(
        parcel=now, press=press, reason=reason, keeps=keeps is not None, wanted=wanted,
        postage=postage if keeps is None else max(0, wanted - most), words=plain_text(words)[:LONGEST], asked_at=at,
        due_at=at + ANSWERED_WITHIN,
    )  # fmt: skip
    ClaimedLine.objects.bulk_create(ClaimedLine(claim=made, line_id=pk, packs=named[pk]) for pk in sorted(named))
    shown = [photo.pk for photo in photos[:MOST_PHOTOS]]
    ClaimPhoto.objects.filter(pk__in=shown, parcel=now, claim=None).update(claim=made)
    audit.record(by, "claim money back", made, at=at, order=now.order.number, amount=wanted, reason=reason)
    letters.to_shop(made, "asked", at=at)
    return made


def refuse(parcel: ShopOrder, reason: str, words: str, photos: Sequence[ClaimPhoto], at: datetime) -> None:
    """Raises NotNow, OpenAlready, WordsMissing, PhotoMissing."""
    claims = list(Claim.objects.filter(parcel=parcel))
    if still_open := next((one for one in claims if one.is_open), None):
        raise OpenAlready(still_open)
    if len(claims) >= MOST_OF_A_PART or reason not in reasons_of(parcel, at):
        raise NotNow
    if not plain_text(words).strip():
        raise WordsMissing
    if needs_photo(reason) and not photos:
        raise PhotoMissing


def worth_of(parcel: ShopOrder, packs: Mapping[int, int], reason: str) -> tuple[int, int]:
    """Fen of so many packs, and of the postage, which goes back too where all that is left is claimed and not for taste.

    Raises NothingNamed.
    """
    left = refunds.left_of(parcel)
    if not packs or any(not 1 <= count <= (left[pk].packs if pk in left else 0) for pk, count in packs.items()):
        raise NothingNamed
    is_all = all(packs.get(pk, 0) == one.packs for pk, one in left.items())
    postage = refunds.delivery_left(parcel) if is_all and reason != Reason.MIND else 0
    return sum(left[pk].share(count) for pk, count in packs.items()), postage


@transaction.atomic
def accept(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The buyer takes what the shop offers. Raises WrongState."""
    now = held(claim)
    move(now, State.AGREED, due_at=None, closed_at=at, paid_by=Claim.PaidBy.SHOP)
    pay_offer(now, by=by, at=at)
    audit.record(by, "accept offer", now, at=at, amount=now.offered)
    letters.to_shop(now, "accepted", at=at)
    return same(claim, now)


@transaction.atomic
def send_back(*, claim: Claim, carrier: str, number: str, by: Any, at: datetime) -> Claim:
    """The buyer has posted the goods. Raises NoNumber, WrongState."""
    read = read_number(number)
    now = held(claim)
    move(now, State.COMING, carrier=one_line(carrier)[:20], number=read, due_at=at + CAME_WITHIN)
    audit.record(by, "send goods back", now, at=at, number=read)
    letters.to_shop(now, "sent_back", at=at)
    return same(claim, now)


@transaction.atomic
def take_to_manager(*, claim: Claim, words: str, by: Any, at: datetime) -> Claim:
    """The buyer does not agree with the shop. A refusal may be taken there for a week, once.

    Raises WordsMissing, NotNow, WrongState.
    """
    now = held(claim)
    if now.state == State.REFUSED and (now.due_at is None or at > now.due_at):
        raise NotNow
    if not (said := plain_text(words).strip()[:LONGEST]):
        raise WordsMissing
    move(now, State.DISPUTED, against=said, due_at=None)
    audit.record(by, "take to manager", now, at=at, reasons=said)
    letters.to_managers(now, at=at)
    letters.to_shop(now, "disputed", at=at)
    return same(claim, now)


@transaction.atomic
def take_back(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The buyer claims no more; for good. Raises WrongState."""
    now = held(claim)
    move(now, State.WITHDRAWN, due_at=None, closed_at=at)
    audit.record(by, "take claim back", now, at=at)
    letters.to_shop(now, "withdrawn", at=at)
    return same(claim, now)


def held(claim: Claim) -> Claim:
    """The claim's row, held; its order's first, as everywhere."""
    held_order(claim.parcel.order)
    rows = Claim.objects.select_for_update(of=("self",)).select_related("parcel__order__buyer", "parcel__shop__owner")
    return rows.get(pk=claim.pk)


def same(claim: Claim, now: Claim) -> Claim:
    claim.state = now.state
    return now
