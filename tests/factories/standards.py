"""Brand rules, measures and trainings, for tests."""

from datetime import date

from shops.standards.models import BrandRule, Measure, Objection, RuleBook, Training
from tests.factories.people import person
from tests.factories.shops import OPENED

LONG_AGO = date(2026, 1, 1)


def rulebook(*rules: dict, version: int = 1, effective_on: date = LONG_AGO, **fields) -> RuleBook:
    """A version with these rules; without any, one that the inspector looks at."""
    book = RuleBook.objects.create(
        version=version, effective_on=effective_on, comply_by=fields.pop("comply_by", effective_on), **fields
    )
    for position, rule in enumerate(rules or ({"key": "sign"},), 1):
        named = {"title_zh_hans": f"规矩 {rule['key']}", "title_en": f"Rule {rule['key']}"}
        BrandRule.objects.create(book=book, position=position, **{**named, **rule})
    return book


def measure(shop, *, kind: str = "warning", state: str = "in force", by=None, objection: str = "", **fields) -> Measure:
    """A warning in force unless told; with the owner's objection when words are given."""
    values = {"reasons": "标签没有批号。", "effective_on": OPENED.date(), "at": OPENED, **fields}
    made = Measure.objects.create(
        shop=shop, kind=kind, state=state, by=by or person("冯志强", role="franchise manager"), **values
    )
    if objection:
        Objection.objects.create(measure=made, by=shop.owner, words=objection, at=OPENED)
    return made


def training(category, *, kind: str = "certificate", **fields) -> Training:
    named = {"title_zh_hans": "电商训练营结业证书", "title_en": "The certificate of the e-commerce boot camp"}
    return Training.objects.create(category=category, kind=kind, **{**named, **fields})
