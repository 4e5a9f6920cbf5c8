"""What the demo franchise asks of its shops: brand rules, trainings for categories, the commission."""

from datetime import date

from demo.content import both, read
from demo.pages.blocks import key_of
from shops.catalogue.models import Category
from shops.desk.models import LessonAdvice
from shops.standards.models import BrandRule, CommissionRate, GraveReason, RuleBook, Training


def load_standards() -> None:
    """The first version of everything; what is there already is left alone."""
    words = read("market/standards.yaml")
    begins = date.fromisoformat(str(words["effective_on"]))
    if not RuleBook.objects.exists():
        load_rules(words["rules"], begins)
    if not GraveReason.objects.exists():
        for position, reason in enumerate(words["grave"], start=1):
            GraveReason.objects.create(position=position, **both(reason, "title"))
    categories = {category.slug: category for category in Category.objects.all()}
    if not Training.objects.exists():
        for slug, kinds in words["trainings"].items():
            for kind in kinds:
                Training.objects.create(category=categories[slug], **training(kind), **both(words["called"][kind], "title"))
    load_lessons()
    for slug, points in words["commission"].items():
        known = {"category": categories.get(slug), "from_on": begins}
        CommissionRate.objects.get_or_create(**known, defaults={"basis_points": points})


def load_lessons() -> None:
    """Which lesson helps with which trouble, the nearest first."""
    for fault, of_fault in read("market/lessons.yaml").items():
        for rule_key, lessons in of_fault.items() if isinstance(of_fault, dict) else [("", of_fault)]:
            for position, lesson in enumerate(lessons, start=1):
                known = {"fault": fault, "rule_key": rule_key, "lesson_key": key_of(f"learn/{lesson}")}
                LessonAdvice.objects.get_or_create(**known, defaults={"position": position})


def load_rules(rules: list[dict], begins: date) -> None:
    book = RuleBook.objects.create(version=1, effective_on=begins, comply_by=begins)
    for position, rule in enumerate(rules, start=1):
        said = both(rule["title"], "title") | both(rule["advice"], "advice")
        plain = {name: rule[name] for name in ("key", "kind", "number", "words", "place") if name in rule}
        BrandRule.objects.create(book=book, position=position, **plain, **said)


def training(kind: str) -> dict:
    """A licence, or the certificate of the boot camp with this slug."""
    if kind == "licence":
        return {"kind": Training.Kind.LICENCE}
    return {"kind": Training.Kind.CERTIFICATE, "programme_key": key_of(f"learn/{kind}")}
