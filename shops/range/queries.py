"""The standards in force, and for a shop which of them it may take up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.franchise.selling import Refusal
from shops.range.banding import counts, grade_in, misfits, newest_of, with_packs
from shops.range.models import AllowedPack, Carried, Grade, Standard
from shops.standards.models import Training
from shops.standards.training import Right, learned, rights_of, training_address


def in_force(day: date) -> QuerySet[Standard]:
    """The newest begun version of each standard, but those withdrawn, with category, grades and packs. Three queries."""
    begun = Standard.objects.filter(effective_on__lte=day)
    newest = begun.filter(key=OuterRef("key")).order_by("-version").values("pk")[:1]
    rows = begun.annotate(newest=Subquery(newest)).filter(pk=F("newest"), is_withdrawn=False)
    return rows.select_related("category").prefetch_related("grades", "packs").order_by("category__position", "position", "key")


@dataclass(frozen=True)
class Choice:
    """A standard, whether the shop may take it up, in words why not, and how many of its products carry it."""

    standard: Standard
    may: bool
    words: str
    carried: int


def choices(shop: Shop, day: date) -> list[Choice]:
    """All standards in force, those the owner is trained for first. Nine queries at most, however many there are."""
    standards = list(in_force(day))
    rights = {right.category.pk: right for right in rights_of(shop, {one.category_id for one in standards})}
    has = learned(shop.owner_id, {Training.Kind.CERTIFICATE} if any(one.programme_key for one in standards) else ())
    kept = Carried.objects.filter(product__shop=shop).exclude(product__state=Product.State.REMOVED)
    keys = list(kept.values_list("grade__standard__key", flat=True))
    found = []
    for one in standards:
        refusal = refused(one, rights[one.category_id], has.certificates)
        found.append(Choice(one, refusal is None, refusal.words if refusal else "", keys.count(one.key)))
    return sorted(found, key=lambda choice: not choice.may)  # sorted keeps the market's order within


def refused(standard: Standard, right: Right, certificates: Any) -> Refusal | None:
    """Why the standard may not be taken up by who has this right and these certificates."""
    if not right.may_sell:
        return Refusal(right.words, "" if right.decision else training_address(right.trainings))
    if standard.programme_key and standard.programme_key not in certificates:
        return Refusal(_("You may take it up once you have the certificate of its boot camp."))
    return None


def refusal_to_take_up(shop: Shop, standard: Standard) -> Refusal | None:
    right = rights_of(shop, [standard.category_id])[0]
    kinds = {Training.Kind.CERTIFICATE} if standard.programme_key else ()
    return refused(standard, right, learned(shop.owner_id, kinds).certificates)


def grade_of(product: Any, day: date) -> Grade | None:
    """Which grade of the standard range buyers read of; no query where `carried__grade__standard` was selected."""
    carried = getattr(product, "carried", None)
    return carried.grade if carried and counts(carried, day) else None


@dataclass(frozen=True)
class Standing:
    """How a product stands in the standard range: what it carries, the newest version, what must change to meet it."""

    carried: Carried
    newest: Standard
    faults: list[str]

    @property
    def packs(self) -> list[AllowedPack]:
        """The standard's packs that the product has not."""
        sold = {(pack.grams, pack.pieces, pack.unit) for pack in self.carried.product.variants.all()}  # type: ignore[attr-defined]
        return [one for one in self.carried.grade.standard.packs.all() if one.contents not in sold]  # type: ignore[attr-defined]

    @property
    def is_behind(self) -> bool:
        return self.newest.pk != self.carried.grade.standard_id


def standing_of(product: Product) -> Standing | None:
    """None for a product that carries nothing. Seven queries at most."""
    carried = with_packs(Carried.objects.filter(product=product)).first()
    if carried is None:
        return None
    newest = newest_of([carried.grade.standard.key])[carried.grade.standard.key]
    return Standing(carried, newest, must_change(carried, newest))


def must_change(carried: Carried, newest: Standard) -> list[str]:
    """In words what the product must change to meet the newest version; its packs and offers are read already."""
    if newest.is_withdrawn:
        return []
    grade = grade_in(newest, carried.grade)
    if grade is None:
        return [_("The grade %(grade)s is no longer there. Choose another.") % {"grade": carried.grade.name}]
    return list(dict.fromkeys(fault.words for fault in misfits(carried, grade)))
