"""Taking a standard up for a product, choosing another grade or the newest version, leaving the standard range."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from shops.catalogue.bands import NotInBand
from shops.catalogue.keeping import Keeping
from shops.catalogue.models import Product
from shops.catalogue.operations import held_product
from shops.franchise.following import tell_followers
from shops.franchise.selling import NotTrained
from shops.range.banding import misfits, newest_of, with_packs
from shops.range.models import Carried, Grade, Standard
from shops.range.queries import in_force, must_change, refusal_to_take_up


class NotOffered(Exception):
    """The standard was withdrawn, changed, or is not in force yet; nothing was changed."""


def label_facts(standard: Any) -> dict[str, Any]:
    """Fields of Product that the standard fills in."""
    names = ("name_zh_hans", "name_en", "storage_zh_hans", "storage_en", "harvest_months", "picture")
    kept = {name: getattr(standard, name) or ("" if name != "harvest_months" else []) for name in names}
    return {**kept, "category_id": standard.category_id, **keeping(standard)}


def keeping(standard: Standard) -> dict[str, Any]:
    """How long it keeps, in fields and in words."""
    if not standard.keeps_for:
        return {}
    return Keeping(standard.keeps_for, standard.keeps_unit).fields()


def grade_words(grade: Any) -> dict[str, str]:
    """The grade as the product says it."""
    return {"grade_zh_hans": grade.name_zh_hans or "", "grade_en": grade.name_en or ""}


def require_offered(grade: Grade, day: date) -> None:
    """Raises NotOffered unless the grade's version is the one in force."""
    if not in_force(day).filter(pk=grade.standard_id).exists():
        raise NotOffered


@transaction.atomic
def carry(*, product: Product, grade: Grade, by: Any, at: datetime) -> Carried:
    """Let the product, held by who calls, be of this grade; its own grade is said so too.

    Raises NotOffered, NotTrained.
    """
    require_offered(grade, shanghai_day(at))
    if refusal := refusal_to_take_up(product.shop, grade.standard):
        raise NotTrained(refusal)
    made, _new = Carried.objects.update_or_create(
        product=product, defaults={"grade": grade, "until": None}, create_defaults={"grade": grade, "taken_at": at}
    )
    Product.objects.filter(pk=product.pk).update(**grade_words(grade))
    audit.record(by, "take up standard", product, at=at, grade=grade.key, **named(grade.standard))
    return made


def named(standard: Standard) -> dict[str, Any]:
    return {"standard": standard.key, "version": standard.version}


@transaction.atomic
def change_grade(*, product: Product, grade: Grade, by: Any, at: datetime) -> Carried:
    """Let a product of the standard range be of another grade, or of the newest version; the same again changes nothing.

    Raises NotChangeable, NotOffered, NotTrained, NotInBand for packs and prices that do not fit it.
    """
    now = held_product(product)
    carried = Carried.objects.select_related("grade__standard").filter(product=now).first()
    if carried is None or carried.grade.standard.key != grade.standard.key:
        raise NotOffered
    if carried.grade_id == grade.pk and carried.until is None:
        return carried
    if faults := misfits(with_packs(Carried.objects.filter(pk=carried.pk)).get(), grade):
        raise NotInBand(faults)
    made = carry(product=now, grade=grade, by=by, at=at)
    tell_followers(now.shop, at=at)
    return made


@transaction.atomic
def leave(*, product: Product, by: Any, at: datetime) -> None:
    """Sell it outside the standard range from now on; pressed again, nothing. Raises NotChangeable."""
    now = held_product(product)
    carried = Carried.objects.select_related("grade__standard").filter(product=now).first()
    if carried is None:
        return
    carried.delete()
    audit.record(by, "leave standard", now, at=at, **named(carried.grade.standard))


@transaction.atomic
def keep_up(*, carried: Carried, at: datetime) -> bool:
    """Move a product under the newest version if it meets that; whether it moved. Done again, nothing."""
    Product.objects.select_for_update().filter(pk=carried.product_id).first()
    now = with_packs(Carried.objects.filter(pk=carried.pk)).first()
    if now is None:
        return False
    newest = newest_of([now.grade.standard.key])[now.grade.standard.key]
    begun = newest.effective_on <= shanghai_day(at)
    if newest.pk == now.grade.standard_id or not begun or newest.is_withdrawn or must_change(now, newest):
        return False
    grade = next(one for one in newest.grades.all() if one.key == now.grade.key)  # type: ignore[attr-defined]
    Carried.objects.filter(pk=now.pk).update(grade=grade, until=None)
    Product.objects.filter(pk=now.product_id).update(**grade_words(grade))
    audit.record(None, "keep up with standard", now.product, at=at, grade=grade.key, **named(newest))
    return True
