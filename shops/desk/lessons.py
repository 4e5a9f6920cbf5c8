"""Lessons suggested by what goes wrong: three at most, each once, none that does not exist, none put away for now."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from common.clock import shanghai_day
from courses.curriculum.models import LessonPage
from shops.desk.facts import Facts
from shops.desk.models import Dismissal, LessonAdvice
from shops.standards.models import Measure

Fault = LessonAdvice.Fault
MOST = 3
PUT_AWAY = timedelta(days=30)
OF_NEED = {
    "photo": Fault.NO_PHOTO, "words": Fault.NO_WORDS, "sold out": Fault.SOLD_OUT, "best before": Fault.SPOILS,
    "permit": Fault.NO_PERMIT,
}  # fmt: skip


def faults_of(facts: Facts, kinds: list[str]) -> list[str]:
    """The troubles of a shop, the worst first; `kinds` are those of its needs, in their order. Pure."""
    packs = [pack for product in facts.on_sale for pack in product.packs]
    found = {
        Fault.WARNED: any(one.is_running and one.kind == Measure.Kind.WARNING for one in facts.measures),
        Fault.BELOW_COST: any(pack.offer.cost and lowest(pack.offer) < pack.offer.cost for pack in packs),
        Fault.NO_FEES: not facts.shop.posting_days,
        Fault.NO_LABEL: any(not (product.batch and product.best_before) for product in facts.on_sale),
        Fault.SHORT_STORY: not facts.shop.story,
    }
    first = [fault for fault in (Fault.WARNED, Fault.BELOW_COST) if found[fault]]
    needed = [OF_NEED[kind] for kind in kinds if kind in OF_NEED]
    last = [fault for fault in (Fault.NO_FEES, Fault.NO_LABEL, Fault.SHORT_STORY) if found[fault]]
    return [fault.value for fault in dict.fromkeys([*first, *needed, *last])]


def lowest(offer: Any) -> int:
    return min(offer.price, offer.group_price or offer.price)


def lessons_for(person: Any, faults: list[str], today: date) -> list[tuple[str, LessonPage]]:
    """(what is wrong, the lesson in the reader's language) for these troubles. Two queries, none without trouble."""
    if not faults:
        return []
    away = Dismissal.objects.filter(person=person, lesson_key=OuterRef("lesson_key"), until_on__gt=today)
    advice = LessonAdvice.objects.filter(fault__in=faults).exclude(Exists(away))
    chosen: dict[UUID, LessonAdvice] = {}
    for one in sorted(advice, key=lambda one: (faults.index(one.fault), one.position)):
        chosen.setdefault(one.lesson_key, one)
    pages = LessonPage.objects.live().filter(translation_key__in=chosen, locale__language_code=get_language())
    found = {page.translation_key: page for page in pages.select_related("locale")}
    of_fault: dict[str, tuple[str, LessonPage]] = {}
    for key, one in chosen.items():
        if key in found:
            of_fault.setdefault(one.fault, (str(one.get_fault_display()), found[key]))
    return list(of_fault.values())[:MOST]


@transaction.atomic
def put_away(*, person: Any, lesson_key: UUID, at: datetime) -> None:
    """Suggest this lesson to the person no more for a month. Twice is once."""
    until = shanghai_day(at) + PUT_AWAY
    Dismissal.objects.update_or_create(person=person, lesson_key=lesson_key, defaults={"until_on": until})
