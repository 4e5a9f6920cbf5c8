"""What of a product that carries a standard does not fit it: its category, its packs, its prices."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from common.money import yuan
from shops.catalogue.bands import Outside
from shops.catalogue.contents import say
from shops.catalogue.models import Offer, Variant
from shops.range.models import Carried, Grade, Standard


def outside(products: Sequence[int]) -> list[Outside]:
    """What of these products (ids) fits neither the version they carry nor the newest. Three queries more when any carries."""
    rows = with_packs(Carried.objects.filter(product__in=products))
    carried = [one for one in rows if counts(one, shanghai_day(now()))]
    newest = newest_of(one.grade.standard.key for one in carried)
    found: list[Outside] = []
    for one in carried:
        faults = misfits(one, one.grade)
        grade = grade_in(newest[one.grade.standard.key], one.grade) if faults else None
        found += faults if grade is None or grade == one.grade or misfits(one, grade) else []
    return found


def with_packs(rows: QuerySet[Carried]) -> QuerySet[Carried]:
    """With all that `misfits` reads: three queries."""
    packs = Variant.objects.filter(is_sold=True, offer__isnull=False).select_related("offer").order_by("position")
    read = rows.select_related("product__shop__owner", "grade__standard__category").order_by("pk")
    return read.prefetch_related("grade__standard__packs", Prefetch("product__variants", packs))


def counts(carried: Carried, day: date) -> bool:
    """Whether the product is of the standard range on this day."""
    return carried.until is None or day <= carried.until


def newest_of(keys: Iterable[str]) -> dict[str, Standard]:
    """The newest version of each standard, in force or coming, with grades and packs. Three queries, none without keys."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = Standard.objects.filter(key__in=wanted).select_related("category").order_by("version")
    return {one.key: one for one in rows.prefetch_related("grades", "packs")}


def grade_in(standard: Standard, like: Grade) -> Grade | None:
    """The same grade of another version; None when it is gone or the standard is withdrawn."""
    if standard.is_withdrawn:
        return None
    grade = next((grade for grade in standard.grades.all() if grade.key == like.key), None)  # type: ignore[attr-defined]
    if grade is not None:
        grade.standard = standard
    return grade


def misfits(carried: Carried, grade: Grade) -> list[Outside]:
    """What of the product does not fit this grade's standard; its packs and offers are read already."""
    standard, product = grade.standard, carried.product
    refused = standard.outside == Standard.Outside.REFUSED
    found = []
    if product.category_id != standard.category_id:
        words = _(
            "%(name)s of the standard range belongs to %(category)s. Leave the standard range first to sell it elsewhere."
        )
        said = words % {"name": standard.name, "category": standard.category.name}
        found.append(Outside(product, None, "category", said, True))
    for pack in product.variants.all():  # type: ignore[attr-defined]
        found += [Outside(product, pack, field, words, refused) for field, words in pack_faults(pack, grade)]
    return found


def pack_faults(pack: Variant, grade: Grade) -> list[tuple[str, str]]:
    """(field, words) of what does not fit."""
    standard, found = grade.standard, []
    allowed = list(standard.packs.all())  # type: ignore[attr-defined]
    if allowed and (pack.grams, pack.pieces, pack.unit) not in {one.contents for one in allowed}:
        words = _("The standard range sells %(name)s in these packs: %(packs)s.")
        found.append(("contents", words % {"name": standard.name, "packs": _(", ").join(map(say, allowed))}))
    size, per = (pack.grams, 500) if standard.unit == Standard.Unit.WEIGHT else (pack.pieces or 1, 1)
    if not size:
        return [*found, ("contents", _("Say how much is in the pack: the price band holds for 500 g."))]
    offer = pack.offer  # type: ignore[attr-defined]
    for field in ("price", "group_price"):
        price = getattr(offer, field)
        if price and not is_within(grade, price, size, per):
            found.append((field, band_words(grade, size, per)))
    return found


def outside_band(offer: Offer, price: int, at: datetime) -> str:
    """Why the standard that the offer's product carries refuses to sell a pack for so many fen; "" where it may be."""
    pack = offer.variant
    carried = Carried.objects.select_related("grade__standard").filter(product=pack.product_id).first()
    if carried is None or not counts(carried, shanghai_day(at)):
        return ""
    grade, standard = carried.grade, carried.grade.standard
    size, per = (pack.grams, 500) if standard.unit == Standard.Unit.WEIGHT else (pack.pieces or 1, 1)
    if not size or standard.outside != Standard.Outside.REFUSED or is_within(grade, price, size, per):
        return ""
    return band_words(grade, size, per)


def is_within(grade: Grade, price: int, size: int, per: int) -> bool:
    return grade.lowest * size <= price * per <= grade.highest * size


def band_words(grade: Grade, size: int, per: int) -> str:
    """The band, and what it makes for this pack."""
    low, high = -(-grade.lowest * size // per), grade.highest * size // per
    words = (
        _("Standard range, %(grade)s: %(low)s to %(high)s for 500 g. For this pack that is %(from)s to %(to)s.")
        if per == 500
        else _("Standard range, %(grade)s: %(low)s to %(high)s each. For this pack that is %(from)s to %(to)s.")
    )
    return words % {
        "grade": grade.name, "low": yuan(grade.lowest), "high": yuan(grade.highest), "from": yuan(low), "to": yuan(high),
    }  # fmt: skip
