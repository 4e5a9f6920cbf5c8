"""Gateways: one Protocol, one class a provider, the console's beside them."""

import logging
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parcel:
    """What a gateway carries: to whom, what."""

    address: str
    subject: str
    body: str
    html: str
    key: str  # the message's own key, for providers that refuse a repeat
    stop: str = ""  # an address that stops e-mails of this kind at one press


class Gateway(Protocol):
    def send(self, parcel: Parcel) -> None:
        """Carry it, or raise: anything raised means it was not taken and will be tried again."""


class EmailGateway:
    """Django's mail, whatever server the settings name."""

    def send(self, parcel: Parcel) -> None:
        headers = {"Message-ID": f"<{parcel.key}@yaodu>"}
        if parcel.stop:  # RFC 8058: the mail program shows a button of its own and posts to the address
            headers |= {"List-Unsubscribe": f"<{parcel.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        mail = EmailMultiAlternatives(parcel.subject, parcel.body, to=[parcel.address], headers=headers)
        if parcel.html:
            mail.attach_alternative(parcel.html, "text/html")
        mail.send()


class ConsoleSms:
    """Development: the text stays in the outbox, where /dev/messages shows it."""

    def send(self, parcel: Parcel) -> None:
        log.info("SMS to %s: see /dev/messages", parcel.address)


class SiteGateway:
    """In-site messages need no carrying: they are read where they lie."""

    def send(self, parcel: Parcel) -> None:
        return None


PROVIDERS = {"console": "outbox.channels.ConsoleSms"}


def gateway(channel: str) -> Gateway:
    """The gateway of a channel. SMS_PROVIDER names one of PROVIDERS or a class by its dotted path."""
    if channel == "email":
        return EmailGateway()
    if channel == "site":
        return SiteGateway()
    return import_string(PROVIDERS.get(settings.SMS_PROVIDER, settings.SMS_PROVIDER))()
