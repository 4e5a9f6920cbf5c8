"""Signing the terms: a code goes to the owner's phone; with it and their typed name they sign the version they read."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from common.numerals import parse_number
from common.rights import can
from outbox.operations import tell_address
from shops.franchise.models import Agreement, FranchiseTerms, Shop, SigningCode
from shops.franchise.operations import NotYours, TermsChanged, current_terms, held, sign

LIVES = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)  # a second press within it sends no second code
MOST_AN_HOUR = 5
TRIES = 5


class CodeWrong(Exception):
    """Another code was sent; `TRIES` wrong ones end it."""


class CodeOver(Exception):
    """No code was sent, or it is older than ten minutes, was used, or was tried too often: a new one is needed."""


class CodesEnough(Exception):
    """`MOST_AN_HOUR` codes went out within the hour."""


@transaction.atomic
def send_signing_code(*, shop: Shop, terms: FranchiseTerms, by: Any, at: datetime) -> SigningCode:
    """Send the owner a code for signing `terms`; pressed again within a minute, the first stands.

    Raises NotYours, CodesEnough.
    """
    if not can(by, "sign for shop", shop):
        raise NotYours
    now = held(shop)
    sent = SigningCode.objects.filter(shop=now, person=by)
    if (last := sent.filter(terms=terms, used_at=None, sent_at__gt=at - PAUSE).first()) and last.tries < TRIES:
        return last
    if sent.filter(sent_at__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise CodesEnough
    code = f"{secrets.randbelow(1_000_000):06d}"
    made = SigningCode.objects.create(shop=now, terms=terms, person=by, digest=digest_of(now, terms, code), sent_at=at)
    channel, address = ("sms", by.phone) if by.phone else ("email", by.email)
    tell_address(channel=channel, address=address, template="signing_code", context={"code": code}, secret=True, at=at)
    return made


def digest_of(shop: Shop, terms: FranchiseTerms, code: str) -> str:
    return salted_hmac("shops.franchise.signing", f"{shop.pk}:{terms.pk}:{code}", algorithm="sha256").hexdigest()


def tried(shop: Shop, terms: FranchiseTerms, by: Any, code: str, at: datetime) -> SigningCode:
    """The code that was sent, if `code` is it; each try counts, kept even when it fails. Raises CodeWrong, CodeOver."""
    sent = SigningCode.objects.filter(shop=shop, terms=terms, person=by, used_at=None, sent_at__gt=at - LIVES).first()
    if sent is None or not SigningCode.objects.filter(pk=sent.pk, tries__lt=TRIES).update(tries=F("tries") + 1):
        raise CodeOver
    if not constant_time_compare(sent.digest, digest_of(shop, terms, plain(code))):
        raise CodeWrong
    return sent


def plain(code: str) -> str:
    """Six digits however they were typed: full-width, with spaces."""
    try:
        return f"{int(parse_number(code.replace(' ', ''))):06d}"
    except ValueError:
        return ""


def sign_with_code(
    *, shop: Shop, read: int, by: Any, name: str, code: str, at: datetime, also_named: Iterable[str] = (),
    commission: Sequence[dict[str, Any]] = (),
) -> Agreement:  # fmt: skip
    """The owner's signature under the version they `read`; signing the same terms again returns the first.

    Raises NotYours, TermsChanged, CodeWrong, CodeOver, and what `operations.sign` does.
    """
    if not can(by, "sign for shop", shop):
        raise NotYours
    terms = current_terms()
    if terms is None or terms.version != read:
        raise TermsChanged(terms) if terms else CodeOver
    if signed := Agreement.objects.filter(shop=shop, terms=terms).first():
        return signed
    sent = tried(shop, terms, by, code, at)
    with transaction.atomic():
        agreement = sign(shop=shop, terms=terms, by=by, name=name, at=at, also_named=also_named, commission=commission)
        SigningCode.objects.filter(pk=sent.pk).update(used_at=at)
    return agreement
