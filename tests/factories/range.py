"""Standards of the standard range, for tests."""

from datetime import date

from shops.range.models import AllowedPack, Carried, Grade, Standard
from tests.factories.catalogue import category
from tests.factories.shops import OPENED


def standard(key: str = "tea", *, version: int = 1, grades=((("first"), 8000, 12000),), packs=(250,), **fields) -> Standard:
    """A version in force with these grades (key, lowest, highest) and packs in grams."""
    values = {
        "category": fields.pop("category", None) or category(), "name_zh_hans": "标准苦茶", "name_en": "Standard tea",
        "storage_zh_hans": "密封", "storage_en": "Sealed", "harvest_months": [3, 4], "keeps_for": 18, "keeps_unit": "months",
        "labels_zh_hans": "等级", "labels_en": "Grade", "effective_on": date(2026, 1, 1), "comply_by": date(2026, 1, 1),
        "told_at": OPENED, **fields,
    }  # fmt: skip
    made = Standard.objects.create(key=key, version=version, **values)
    for line, (name, lowest, highest) in enumerate(grades, 1):
        said = {
            "name_zh_hans": f"等级 {name}",
            "name_en": f"Grade {name}",
            "means_zh_hans": "一芽一叶",
            "means_en": f"Means {name}",
        }
        Grade.objects.create(standard=made, position=line, key=name, lowest=lowest, highest=highest, **said)
    for line, grams in enumerate(packs, 1):
        AllowedPack.objects.create(standard=made, position=line, grams=grams)
    return made


def carried(product, of: Standard, **fields) -> Carried:
    return Carried.objects.create(product=product, grade=of.grades.first(), taken_at=OPENED, **fields)
