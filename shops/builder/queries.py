"""Whose shop, from which enrolment, and how far it is."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from cms.models import Township
from courses.assessment.queries import PieceState, works
from courses.cohorts.models import Enrolment
from courses.cohorts.queries import current_enrolment, enrolments
from shops.builder.from_pieces import makes_a_shop, used
from shops.builder.models import Generation
from shops.catalogue.models import Category, Product
from shops.catalogue.queries import with_cards
from shops.franchise.models import Agreement, FranchiseTerms, Shop
from shops.franchise.queries import shops_of
from shops.visits.models import Visit
from shops.visits.queries import with_pictures
from uploads.models import Photo

VERSIONS = 40  # listed; older ones are kept


def own_shop(user: Any, chosen: int | None = None) -> Shop | None:
    """The shop the person works in now: the one they chose, else their own, the latest first, else one they help in."""
    shops = shops_of(user)
    return (chosen and shops.filter(pk=chosen).first()) or shops.first()


def generation_of(shop: Shop | None) -> Generation | None:
    """How the shop was made, with its enrolment; None for one that was not made of coursework."""
    rows = Generation.objects.select_related("enrolment__trainee", "enrolment__cohort", "enrolment__application", "shop__owner")
    return rows.filter(shop=shop).first() if shop else None


def has_news(made: Generation | None, states: Iterable[PieceState]) -> bool:
    """Whether something was approved that the shop has not taken in, or a difference waits for its owner. Reads nothing."""
    if made is None:
        return False
    approved = {(one.piece, one.number): one.latest.pk for one in states if one.is_sewn and one.latest}
    return bool(made.differing) or (makes_a_shop(approved) and not set(used(approved)) <= set(made.version_ids))


def category_names() -> dict[str, str]:
    return {category.slug: category.name for category in Category.objects.all()}


def enrolment_of(user: Any, shop: Shop | None) -> Enrolment | None:
    """The enrolment whose pieces the page shows: the one the shop was made of, else what is studied now."""
    made = Generation.objects.filter(shop=shop).first() if shop else None
    if made and made.enrolment_id:
        return enrolments(user).filter(pk=made.enrolment_id).first()
    return current_enrolment(user)


def certificate_of(enrolment: Enrolment | None) -> Any:
    """The enrolment's certificate, or None before graduation."""
    return getattr(enrolment, "certificate", None) if enrolment else None


def goods_of(shop: Shop) -> QuerySet[Product]:
    """All goods but those taken out, as cards need them."""
    return with_cards(Product.objects.filter(shop=shop).kept().order_by("position"))


def agreement_of(shop: Shop, terms: FranchiseTerms | None = None) -> Agreement | None:
    """The latest signature for the shop, or the one under `terms`."""
    rows = Agreement.objects.filter(shop=shop, **({"terms": terms} if terms else {}))
    return rows.select_related("terms").order_by("-terms__version").first()


def names_applied_with(shop: Shop) -> list[str]:
    """The full name in the owner's application to the course the shop was made in; [] when there is none."""
    enrolment = enrolment_of(shop.owner, shop)
    return [enrolment.application.full_name] if enrolment and enrolment.application else []


def visits_kept(shop: Shop) -> QuerySet[Visit]:
    """Every room, activity and walk of the shop, those not shown too, with their photographs."""
    return with_pictures(Visit.objects.filter(shop=shop).order_by("position"))


def visits_offered(user: Any, shop: Shop) -> list[PieceState]:
    """What the reader may still make for the section in their own course, the last of each kind; [] for a helper."""
    enrolment = enrolment_of(user, shop) if shop.owner_id == user.pk else None
    states = [state for state in works(enrolment) if state.is_optional] if enrolment else []
    return list({state.piece: state for state in states}.values())


def township_of(front: dict[str, Any]) -> Township | None:
    return Township.objects.filter(slug=front.get("township", "")).first()


def photos_kept(shop: Shop) -> QuerySet[Photo]:
    """The photographs of those who work in the shop: what its pages may show."""
    helpers = shop.helpers.values("person")
    return Photo.objects.filter(Q(owner_id=shop.owner_id) | Q(owner__in=helpers))
