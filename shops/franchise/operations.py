"""A shop's way under the franchise: signed, sent, inspected, open; suspended, reopened or closed. Each once, each on record."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Role
from accounts.queries import people_with_role
from common import audit
from common.rights import can
from common.sanitise import one_line, plain_text
from common.states import WrongState, move
from outbox.operations import tell
from shops.franchise.following import tell_followers
from shops.franchise.jobs import make_agreement_pdf
from shops.franchise.models import Agreement, FranchiseTerms, Inspection, RetiredSlug, Shop

AFTER_SIGNING = {Shop.State.DRAFT: Shop.State.SIGNED, Shop.State.RESTING: Shop.State.OPEN}


class NotYours(Exception):
    """The person may not do this to the shop; nothing was changed."""


class NameMissing(Exception):
    """A signature is a full name, typed."""


class TermsChanged(Exception):
    """Newer terms than those that were read are there: `terms`. Nothing was signed."""

    def __init__(self, terms: FranchiseTerms) -> None:
        super().__init__(terms.version)
        self.terms = terms


class TermsUnsigned(Exception):
    """The newest terms are not signed yet; nothing was sent."""


class AddressTaken(ValueError):
    """A shop has this address or once had it; nothing was changed."""


class NameDiffers(Exception):
    """A signature is the signer's own name, as their account or application has it; `known` says which."""

    def __init__(self, known: str) -> None:
        super().__init__(known)
        self.known = known


class ReasonsMissing(Exception):
    """Returning, suspending or closing a shop needs words its owner can act on."""


def held(shop: Shop) -> Shop:
    """The shop as it is now, nobody else changing it until the transaction ends."""
    return Shop.objects.select_for_update().select_related("owner").get(pk=shop.pk)


def current_terms() -> FranchiseTerms | None:
    """The newest version of the franchise's terms."""
    return FranchiseTerms.objects.order_by("-version").first()


@transaction.atomic
def sign(
    *, shop: Shop, terms: FranchiseTerms, by: Any, name: str, at: datetime, also_named: Iterable[str] = (),
    commission: Sequence[dict[str, Any]] = (),
) -> Agreement:  # fmt: skip
    """The owner's signature under `terms`; signing the same terms again returns the first. The PDF is made by a job.

    Pages come here by `signing.sign_with_code`, which asks for the code. `name` must be the signer's own or one of
    `also_named` (as they applied). A shop that rested for want of this signature is open again.
    Raises NotYours, NameMissing, TermsChanged, NameDiffers, WrongState.
    """
    if not can(by, "sign for shop", shop):
        raise NotYours
    if not (typed := one_line(name)):
        raise NameMissing
    now = held(shop)
    if signed := Agreement.objects.filter(shop=now, terms=terms).first():
        return signed
    if (newest := current_terms()) and newest.version > terms.version:
        raise TermsChanged(newest)
    if not is_name_of(typed, by, also_named):
        raise NameDiffers(by.name)
    agreement = Agreement.objects.create(
        shop=now, terms=terms, signed_by=by, signed_name=typed[:80], signed_at=at, commission=list(commission)
    )
    if now.state in AFTER_SIGNING:
        move(now, AFTER_SIGNING[Shop.State(now.state)])
        shop.state = now.state
        tell_followers(now, at=at)
    audit.record(by, "sign terms", now, at=at, version=terms.version, name=agreement.signed_name)
    language = translation.get_language() or "zh-hans"
    transaction.on_commit(lambda: make_agreement_pdf.enqueue(agreement_id=agreement.pk, language=language))
    return agreement


def is_name_of(typed: str, person: Any, also_named: Iterable[str] = ()) -> bool:
    """Whether it is the person's own name, or one of those they applied with."""
    return bare(typed) in {bare(known) for known in (person.name, *also_named)}


def bare(name: str) -> str:
    """A name to compare: without spaces and the dots between parts of it, in small letters."""
    return re.sub(r"[\s·•・.]", "", unicodedata.normalize("NFKC", name)).casefold()


@transaction.atomic
def send(*, shop: Shop, by: Any, at: datetime) -> None:
    """Put the shop before the franchise managers; pressing again does nothing.

    Raises NotYours, WrongState, and TermsUnsigned when newer terms came since it was signed.
    """
    if not can(by, "sign for shop", shop):
        raise NotYours
    now = held(shop)
    if now.state != Shop.State.SENT:
        move(now, Shop.State.SENT)
        if (terms := current_terms()) and not Agreement.objects.filter(shop=now, terms=terms).exists():
            raise TermsUnsigned
        times = now.inspections.count() + 1
        audit.record(by, "send shop", now, at=at, times=times)
        for manager in people_with_role(Role.FRANCHISE_MANAGER):
            tell(
                user=manager, key=f"shop-sent-{now.pk}-{times}-{manager.pk}", template="shop_sent",
                context=words_about(now), link=f"/franchise/{now.pk}/", at=at,
            )  # fmt: skip
    shop.state = now.state


@transaction.atomic
def open_shop(*, shop: Shop, inspector: Any, at: datetime) -> Inspection:
    """Open a shop that was sent; opening an open one returns the inspection that opened it. Raises NotYours, WrongState."""
    if not can(inspector, "inspect shop", shop):
        raise NotYours
    now = held(shop)
    if now.state == Shop.State.OPEN and (opened := now.inspections.filter(decision=Inspection.Decision.OPEN).first()):
        shop.state = now.state
        return opened
    if now.state != Shop.State.SENT:
        raise WrongState(now, Shop.State.OPEN)
    move(now, Shop.State.OPEN, opened_at=now.opened_at or at)
    inspection = Inspection.objects.create(shop=now, inspector=inspector, decision=Inspection.Decision.OPEN, at=at)
    audit.record(inspector, "open shop", now, at=at)
    tell(
        user=now.owner, key=f"shop-inspected-{inspection.pk}", template="shop_opened",
        context=words_about(now), link="/my/shop/", at=at,
    )  # fmt: skip
    tell_followers(now, at=at)
    shop.state, shop.opened_at = now.state, now.opened_at
    return inspection


@transaction.atomic
def return_shop(*, shop: Shop, inspector: Any, reasons: str, at: datetime) -> Inspection:
    """Give a sent shop back with reasons. Raises NotYours, ReasonsMissing, WrongState."""
    if not can(inspector, "inspect shop", shop):
        raise NotYours
    if not (words := plain_text(reasons)):
        raise ReasonsMissing
    now = held(shop)
    move(now, Shop.State.RETURNED)
    inspection = Inspection.objects.create(
        shop=now, inspector=inspector, decision=Inspection.Decision.RETURN, reasons=words[:600], at=at
    )
    audit.record(inspector, "return shop", now, at=at, reasons=inspection.reasons)
    tell(
        user=now.owner, key=f"shop-inspected-{inspection.pk}", template="shop_returned",
        context={**words_about(now), "reasons": inspection.reasons}, link="/my/shop/", at=at,
    )  # fmt: skip
    shop.state = now.state
    return inspection


def move_to(shop: Shop, to: str, *, by: Any, at: datetime, reasons: str) -> None:
    """Suspend, close or open again a shop that the caller holds; why, and whom to tell, is `shops.standards.measures`.

    Raises WrongState.
    """
    if to == Shop.State.OPEN and shop.state != Shop.State.SUSPENDED:
        raise WrongState(shop, to)
    move(shop, to)
    audit.record(by, "reopen shop" if to == Shop.State.OPEN else f"{to} shop", shop, at=at, reasons=reasons)
    tell_followers(shop, at=at)


@transaction.atomic
def change_address(*, shop: Shop, slug: str, by: Any, at: datetime) -> None:
    """Give the shop another address (a checked Latin slug); the old one leads to it for ever. Its owner is told.

    The address it has already changes nothing. Raises NotYours, AddressTaken.
    """
    now = held(shop)
    if not can(by, "change address", now):
        raise NotYours
    if now.slug == slug:
        return
    old = now.slug
    try:
        with transaction.atomic():
            if RetiredSlug.objects.filter(slug=slug).exists():
                raise AddressTaken(slug)
            now.slug = slug
            now.save(update_fields=["slug"])
            RetiredSlug.objects.create(shop=now, slug=old, retired_at=at)
    except IntegrityError as fault:
        raise AddressTaken(slug) from fault
    shop.slug = slug
    entry = audit.record(by, "change address", now, at=at, old=old, new=slug)
    tell(
        user=now.owner, key=f"shop-address-{entry.pk}", template="shop_address_changed",
        context={**words_about(now), "old": old}, link=f"/shops/{slug}/", at=at,
    )  # fmt: skip


def words_about(shop: Shop) -> dict[str, str]:
    """JSON for the letters: the shop's name in both languages, so that each is in its reader's."""
    return {"name_zh": shop.name_zh_hans or shop.name, "name_en": shop.name_en or shop.name_zh_hans or "", "slug": shop.slug}
