"""New terms for open shops: the owner is told and reminded, and a shop that has not signed by the day rests until it does."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from common import audit
from common.clock import shanghai_day
from common.states import move
from outbox.operations import tell
from shops.franchise.following import tell_followers
from shops.franchise.models import Agreement, FranchiseTerms, Shop, TermsTold
from shops.franchise.operations import current_terms, held, words_about

FIRST = 999  # "days before" of the first letter, whenever it goes out
REMINDERS = (7, 1)  # days before
LEAST = 7  # days that a shop opened lately has from its opening


def unsigned(terms: FranchiseTerms) -> QuerySet[Shop]:
    """Open shops that must sign `terms` and have not."""
    signed = Agreement.objects.filter(shop=OuterRef("pk"), terms=terms)
    return Shop.objects.open().exclude(Exists(signed)).select_related("owner").order_by("pk")


def sign_by(shop: Shop, terms: FranchiseTerms) -> date | None:
    """Until when this shop must have signed; None when these terms ask nobody who signed before."""
    if terms.sign_by is None:
        return None
    return max(terms.sign_by, shanghai_day(shop.opened_at) + timedelta(days=LEAST)) if shop.opened_at else terms.sign_by


def renewal_due(shop: Shop) -> FranchiseTerms | None:
    """The terms an open shop has to sign anew by their day, a resting one to open again; None when it has, or need not."""
    terms = current_terms()
    if terms is None or not (shop.state == Shop.State.RESTING or (shop.is_open and terms.sign_by)):
        return None
    return None if Agreement.objects.filter(shop=shop, terms=terms).exists() else terms


def renew_terms(*, at: datetime) -> int:
    """Tell, remind, and let rest what has not signed in time; how many shops rest now that did not. Twice is once."""
    terms = current_terms()
    if terms is None or terms.sign_by is None:
        return 0
    return sum(renew(shop, terms, at) for shop in unsigned(terms).iterator(chunk_size=200))


@transaction.atomic
def renew(shop: Shop, terms: FranchiseTerms, at: datetime) -> int:
    by = sign_by(shop, terms)
    assert by is not None
    left = (by - shanghai_day(at)).days
    if left < 0:
        return rest(shop, terms, at)
    step = next((days for days in sorted(REMINDERS) if left <= days), FIRST)
    told = {"shop": shop, "terms": terms}
    if TermsTold.objects.filter(**told, days=step).exists():
        return 0
    TermsTold.objects.bulk_create([TermsTold(**told, days=step)], ignore_conflicts=True)
    context = {**words_about(shop), "until": by.isoformat(), "reminder": step != FIRST}
    key = f"terms-{terms.pk}-{shop.pk}-{step}"
    tell(user=shop.owner, key=key, template="terms_to_sign", context=context, link="/my/shop/sign/", at=at)
    return 0


def rest(shop: Shop, terms: FranchiseTerms, at: datetime) -> int:
    """Shoppers see it no more until it signs; its owner and helpers are told."""
    now = held(shop)
    if now.state != Shop.State.OPEN or Agreement.objects.filter(shop=now, terms=terms).exists():
        return 0
    move(now, Shop.State.RESTING)
    entry = audit.record(None, "rest shop", now, at=at, version=terms.version)
    tell_followers(now, at=at)
    for person in everybody(now):
        key = f"shop-rests-{entry.pk}-{person.pk}"
        tell(user=person, key=key, template="shop_rests", context=words_about(now), link="/my/shop/sign/", at=at)
    return 1


def everybody(shop: Shop) -> list:
    """Who works in the shop: its owner, then those who help."""
    return [shop.owner, *(helper.person for helper in shop.helpers.select_related("person"))]
