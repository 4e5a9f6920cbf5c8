"""Notifications of companies: verified by their gateway, taken in once, in any order, with what they cause."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from shops.payments.companies import gateway_of
from shops.payments.gateways import Forged, Stands, Told, ToldBack
from shops.payments.models import Notice, Payment, Refund
from shops.payments.sending import note
from shops.payments.taking import agree, taken_in

LARGEST = 64 * 1024  # bytes; theirs are of 2 KB


class NotOurs(Exception):
    """It tells of a payment or refund that we never began; nothing was changed."""


def take_notice(*, way: str, headers: Mapping[str, str], body: bytes, at: datetime) -> bool:
    """Take in a notification; whether it changed anything. Once this returns, it may be acknowledged.

    Raises Forged, NotOurs, Mismatch, NotOffered: then nothing was changed, and it is not acknowledged.
    """
    if len(body) > LARGEST:
        raise Forged("size")
    news = gateway_of(way).read(headers, body, at)
    if news.paid:
        return paid(way, news.event, news.paid, at)
    if news.back:
        return paid_back(way, news.event, news.back, at)
    raise Forged("nothing told")


def paid(way: str, event: str, told: Told, at: datetime) -> bool:
    payment = Payment.objects.filter(number=told.number, way=way).select_related("order").first()
    if payment is None:
        raise NotOurs(told.number)
    if told.stands != Stands.PAID:
        return False  # still open, or closed: asked about in time
    agree(payment, told, at)
    with transaction.atomic():  # the notice is kept with what it caused
        return is_new(way, event, payment.number, at) and taken_in(payment, told.provider_number, None, at, told.payer)


def paid_back(way: str, event: str, told: ToldBack, at: datetime) -> bool:
    refund = Refund.objects.filter(number=told.number, payment__way=way).select_related("payment").first()
    if refund is None:
        raise NotOurs(told.number)
    with transaction.atomic():
        return is_new(way, event, refund.number, at) and note(refund=refund, told=told, at=at)


def is_new(way: str, event: str, number: str, at: datetime) -> bool:
    return Notice.objects.get_or_create(way=way, event=event, defaults={"number": number, "came_at": at})[1]
