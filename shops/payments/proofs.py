"""Bank transfers: the buyer hands in a picture of one, a person looks whether the money came."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import move
from shops.orders.models import Order
from shops.orders.moving import held
from shops.payments import letters
from shops.payments.models import Payment, Proof
from shops.payments.opening import NotToBePaid
from shops.payments.taking import taken_in
from uploads.pictures import MOST_BYTES, TooLarge, read_picture

State = Proof.State
LOOKED_AT_WITHIN = timedelta(days=5)  # goods are kept so long once a proof was handed in
MOST = 5  # of one payment


class NotYours(Exception):
    """Nothing was done."""


class NoNumber(Exception):
    """Who says that the money came writes the number on the bank's statement."""


class ReasonsMissing(Exception):
    """Who says that it did not come says what the buyer may do."""


class TooMany(Exception):
    """Five pictures are enough; nothing was kept."""


def hand_in(*, payment: Payment, file: Any, by: Any, at: datetime) -> Proof:
    """Keep the picture, and the goods a while longer. The same picture again is the same proof.

    Raises NotToBePaid, TooMany, and what `read_picture` raises (all Refused, with words): then nothing is kept.
    """
    if (getattr(file, "size", None) or 0) > MOST_BYTES:
        raise TooLarge
    raw = file.read()
    sha256 = hashlib.sha256(raw).hexdigest()
    if known := Proof.objects.filter(payment=payment, sha256=sha256).first():
        return known
    picture = read_picture(ContentFile(raw))
    return kept(payment, sha256, picture.jpeg, by, at)


@transaction.atomic
def kept(payment: Payment, sha256: str, jpeg: bytes, by: Any, at: datetime) -> Proof:
    order = held(payment.order)
    now = Payment.objects.get(pk=payment.pk)
    if order.state != Order.State.WAITING or now.state != Payment.State.STARTED:
        raise NotToBePaid(order.number)
    if Proof.objects.filter(payment=now).count() >= MOST:
        raise TooMany
    proof, is_new = Proof.objects.get_or_create(payment=now, sha256=sha256, defaults={"sent_at": at})
    if is_new:
        proof.picture.save("proof.jpg", ContentFile(jpeg), save=True)
        Order.objects.filter(pk=order.pk).update(expires_at=at + LOOKED_AT_WITHIN)
        audit.record(by, "hand in proof", proof, at=at, order=order.number)
        letters.proof_came(proof, at=at)
    return proof


@transaction.atomic
def accept(*, proof: Proof, bank_number: str, by: Any, at: datetime) -> Proof:
    """The whole sum is in the bank: the order is paid, or, where it came too late, goes back.

    `bank_number` is the transfer's own, off the bank's statement: one transfer pays one order. Raises NotYours, NoNumber,
    WrongState.
    """
    if not can(by, "look at transfers"):
        raise NotYours
    if not (number := one_line(bank_number)[:64]):
        raise NoNumber
    held(proof.payment.order)
    now = Proof.objects.select_for_update().select_related("payment__order").get(pk=proof.pk)
    move(now, State.TAKEN, looked_at=at, looked_by=by)
    taken_in(now.payment, number, by, at)
    proof.state = now.state
    return now


@transaction.atomic
def refuse(*, proof: Proof, words: str, by: Any, at: datetime) -> Proof:
    """The money did not come, or not all of it. The buyer reads why, and may hand in another. Raises NotYours, WrongState."""
    if not can(by, "look at transfers"):
        raise NotYours
    if not (said := one_line(words)[:200]):
        raise ReasonsMissing
    now = Proof.objects.select_for_update().select_related("payment__order").get(pk=proof.pk)
    move(now, State.REFUSED, looked_at=at, looked_by=by, words=said)
    audit.record(by, "refuse proof", now, at=at, words=said)
    letters.proof_refused(now, at=at)
    proof.state, proof.words = now.state, said
    return now
