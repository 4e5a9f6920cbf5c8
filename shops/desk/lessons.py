"""Lessons suggested by what goes wrong: three at most, each once, none that does not exist, none put away for now."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from common.clock import shanghai_day
from courses.curriculum.models import LessonPage
from shops.desk.facts import Facts
from shops.desk.models import Dismissal, LessonAdvice
from shops.franchise.models import Shop
from shops.standards.models import Measure
from shops.standards.queries import broken_lines

Fault = LessonAdvice.Fault
MOST = 3
PUT_AWAY = timedelta(days=30)
OF_NEED = {
    "photo": Fault.NO_PHOTO, "poor photo": Fault.POOR_PHOTO, "words": Fault.NO_WORDS, "sold out": Fault.SOLD_OUT,
    "best before": Fault.SPOILS, "permit": Fault.NO_PERMIT, "room-permit": Fault.NO_PERMIT,
}  # fmt: skip


def faults_of(facts: Facts, kinds: list[str]) -> list[str]:
    """The troubles of a shop, the worst first; `kinds` are those of its needs, in their order. Pure."""
    running = [one for one in facts.measures if one.is_running and one.kind == Measure.Kind.WARNING]
    packs = [pack for product in facts.on_sale for pack in product.packs]
    found = {
        Fault.WARNED: bool(running),
        Fault.BELOW_COST: any(pack.offer.cost and lowest(pack.offer) < pack.offer.cost for pack in packs),
        Fault.NO_FEES: not facts.shop.posting_days,
        Fault.NO_LABEL: any(not (product.batch and product.best_before) for product in facts.on_sale),
        Fault.SHORT_STORY: not facts.shop.story,
    }
    first = [fault for fault in (Fault.WARNED, Fault.BELOW_COST) if found[fault]]
    needed = [OF_NEED[kind] for kind in kinds if kind in OF_NEED]
    last = [fault for fault in (Fault.NO_FEES, Fault.NO_LABEL, Fault.SHORT_STORY) if found[fault]]
    faults = [fault.value for fault in dict.fromkeys([*first, *needed, *last])]
    return [*unkept(one.rule_key for one in running if one.rule_key), *faults]


def unkept(rule_keys: Iterable[str]) -> list[str]:
    """The troubles that these brand rules are not kept, each once."""
    return [f"{Fault.UNKEPT}:{key}" for key in dict.fromkeys(rule_keys)]


def lowest(offer: Any) -> int:
    return min(offer.price, offer.group_price or offer.price)


def lessons_of_return(person: Any, shop: Shop, today: date) -> list[tuple[str, LessonPage]]:
    """Lessons for the lines that the inspector who gave the shop back found not kept, under the rules' own titles."""
    titles = {f"{Fault.UNKEPT}:{line.rule.key}": line.rule.title for line in broken_lines(shop)}
    return lessons_for(person, list(titles), today, titles)


def lessons_for(
    person: Any, faults: list[str], today: date, titles: Mapping[str, str] | None = None
) -> list[tuple[str, LessonPage]]:
    """(what is wrong, the lesson in the reader's language) for these troubles. Two queries, none without trouble.

    `titles`: what a trouble is called here, where it is not called by its usual name.
    """
    if not faults:
        return []
    away = Dismissal.objects.filter(person=person, lesson_key=OuterRef("lesson_key"), until_on__gt=today)
    keys = [key for fault, _colon, key in (one.partition(":") for one in faults) if key]
    of_rules = Q(fault=Fault.UNKEPT, rule_key__in=keys)
    advice = LessonAdvice.objects.filter(Q(fault__in=faults, rule_key="") | of_rules).exclude(Exists(away))
    chosen: dict[UUID, LessonAdvice] = {}
    for one in sorted(advice, key=lambda one: (faults.index(one.trouble), one.position)):
        chosen.setdefault(one.lesson_key, one)
    pages = LessonPage.objects.live().filter(translation_key__in=chosen, locale__language_code=get_language())
    found = {page.translation_key: page for page in pages.select_related("locale")}
    of_fault: dict[str, tuple[str, LessonPage]] = {}
    for key, one in chosen.items():
        if key in found:
            words = (titles or {}).get(one.trouble) or str(one.get_fault_display())
            of_fault.setdefault(one.trouble, (words, found[key]))
    return list(of_fault.values())[:MOST]


@transaction.atomic
def put_away(*, person: Any, lesson_key: UUID, at: datetime) -> None:
    """Suggest this lesson to the person no more for a month. Twice is once."""
    until = shanghai_day(at) + PUT_AWAY
    Dismissal.objects.update_or_create(person=person, lesson_key=lesson_key, defaults={"until_on": until})
