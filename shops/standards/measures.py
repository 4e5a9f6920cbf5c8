"""Warning, suspending, closing and opening again: announced with a day, in force on it, objected to and answered.

The state of the shop itself is moved by the franchise's own operations; here is why, and from when.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from accounts.models import Role
from accounts.queries import people_with_role
from common import audit
from common.clock import shanghai_day
from common.rights import can
from common.sanitise import plain_text
from common.states import WrongState, move
from outbox.operations import tell
from shops.franchise import operations as franchise
from shops.franchise.models import Shop
from shops.franchise.operations import NotYours, ReasonsMissing, held, words_about
from shops.franchise.renewing import everybody
from shops.standards.models import GraveReason, Measure, Objection

Kind, State = Measure.Kind, Measure.State
STOPS = (Kind.SUSPENDED, Kind.CLOSED)
LETTERS = "/my/shop/letters/"
NOTICE = 30  # days before a shop is closed, so that buyers get what they paid for (E-Commerce Law, article 16)


class DayPast(Exception):
    """A measure begins today or later."""


class NoticeTooShort(Exception):
    """A shop is closed `NOTICE` days from now at the earliest (`earliest`), but for a grave reason."""

    def __init__(self, earliest: date) -> None:
        super().__init__(earliest)
        self.earliest = earliest


class AnotherManagersTurn(Exception):
    """Whoever took a measure does not judge the objection to it, while there is another franchise manager."""


class AlreadyAnswered(Exception):
    """The objection has its answer."""


@transaction.atomic
def take_measure(
    *, shop: Shop, kind: str, reasons: str, to_do: str = "", effective_on: date | None = None,
    grave: GraveReason | None = None, rule_key: str = "", by: Any, at: datetime,
) -> Measure:  # fmt: skip
    """Warn, suspend or close from a day on (today: at once), or open again; the same again while it runs is the first.

    A closing has its notice, but for a `grave` reason, which is said with the others. A warning may be of one line of
    the brand's rules (`rule_key`). The owner and the helpers are told.
    Raises NotYours, ReasonsMissing, DayPast, NoticeTooShort, WrongState.
    """
    if not can(by, "inspect shop", shop):
        raise NotYours
    if not (words := plain_text(reasons)[:600]):
        raise ReasonsMissing
    today = shanghai_day(at)
    grave = grave if kind == Kind.CLOSED else None
    first = closing_day(today) if kind == Kind.CLOSED and grave is None else today
    day = effective_on or first
    if day < today:
        raise DayPast
    now = held(shop)
    if again := running(now, kind, rule_key):
        shop.state = now.state
        return again
    if day < first:
        raise NoticeTooShort(first)
    refuse_unless_open_to(kind, now)
    waits = kind in STOPS and day > today
    measure = Measure.objects.create(
        shop=now, kind=kind, state=State.ANNOUNCED if waits else State.IN_FORCE, reasons=with_grave(words, grave, now),
        to_do=plain_text(to_do)[:600], effective_on=day, grave=grave, rule_key=rule_key, by=by, at=at,
    )  # fmt: skip
    if waits or kind == Kind.WARNING:
        action = f"announce measure: {kind}" if waits else "warn shop"
        audit.record(by, action, now, at=at, measure=measure.pk, effective_on=day.isoformat(), reasons=words)
    if not waits:
        move_shop(measure, now, by, at)
    write(measure, "shop_measure", at=at)
    shop.state = now.state
    return measure


def refuse_unless_open_to(kind: str, shop: Shop) -> None:
    """Raises WrongState where a shop in its state is neither warned nor stopped so."""
    if kind == Kind.WARNING and not shop.is_open:
        raise WrongState(shop, kind)
    if kind in STOPS and kind not in Shop.TRANSITIONS[Shop.State(shop.state)]:
        raise WrongState(shop, kind)


def closing_day(today: date) -> date:
    """The first day on which a shop may be closed when that is announced today."""
    return today + timedelta(days=NOTICE)


def with_grave(words: str, grave: Any, shop: Shop) -> str:
    """The reasons with the grave one before them, in the owner's language."""
    if grave is None:
        return words
    with translation.override(shop.owner.language):
        return f"{grave.title}\n{words}"[:600]


def running(shop: Shop, kind: str, rule_key: str = "") -> Measure | None:
    """The measure of this kind that runs already: pressed twice, it is one."""
    rows = shop.measures.filter(kind=kind)  # type: ignore[attr-defined]
    if kind in STOPS:
        last = shop.measures.filter(kind__in=[*STOPS, Kind.REOPENED], state=State.IN_FORCE).first()  # type: ignore[attr-defined]
        waits = rows.filter(state=State.ANNOUNCED).first()
        return waits or (last if last and last.kind == kind and shop.state == kind else None)
    if kind == Kind.REOPENED:
        return rows.filter(state=State.IN_FORCE).first() if shop.state == Shop.State.OPEN else None
    return rows.filter(state=State.IN_FORCE, rule_key=rule_key).first()


def move_shop(measure: Measure, shop: Shop, by: Any, at: datetime) -> None:
    """Do to the shop what the measure says; a warning moves nothing. Raises WrongState."""
    if measure.kind in STOPS:
        franchise.move_to(shop, measure.kind, by=by, at=at, reasons=measure.reasons)
        over = shop.measures.filter(kind=Kind.WARNING, state=State.IN_FORCE)  # type: ignore[attr-defined]
        over.update(state=State.SETTLED, ended_at=at)
    elif measure.kind == Kind.REOPENED:
        franchise.move_to(shop, Shop.State.OPEN, by=by, at=at, reasons=measure.reasons)
        shop.measures.filter(kind=Kind.SUSPENDED, state__in=[State.ANNOUNCED, State.IN_FORCE]).update(  # type: ignore[attr-defined]
            state=State.SETTLED, ended_at=at
        )
        withdraw_closing(shop, by, at)


def withdraw_closing(shop: Shop, by: Any, at: datetime) -> None:
    """A shop that opens again is not to be closed: what was announced is withdrawn, and told."""
    for notice in shop.measures.filter(kind=Kind.CLOSED, state=State.ANNOUNCED).order_by("pk"):  # type: ignore[attr-defined]
        move(notice, State.WITHDRAWN, ended_at=at)
        notice.shop = shop
        audit.record(by, "end measure: withdrawn", shop, at=at, measure=notice.pk)
        write(notice, "shop_measure_ended", at=at, withdrawn=True)


def write(measure: Measure, template: str, *, at: datetime, **more: Any) -> None:
    """A letter to everybody who works in the shop."""
    context = {
        **words_about(measure.shop), "kind": measure.kind, "reasons": measure.reasons, "to_do": measure.to_do,
        "day": measure.effective_on.isoformat(), "announced": measure.state == State.ANNOUNCED, **more,
    }  # fmt: skip
    for person in everybody(measure.shop):
        key = f"{template}-{measure.pk}-{measure.state}-{person.pk}"
        tell(user=person, key=key, template=template, context=context, link=LETTERS, at=at)


def apply_due(*, at: datetime) -> int:
    """Bring into force what was announced for today or before; how many. Safe to run twice at once."""
    due = Measure.objects.filter(state=State.ANNOUNCED, effective_on__lte=shanghai_day(at)).order_by("pk")
    return sum(bring_into_force(measure, at) for measure in due.select_related("shop", "by"))


@transaction.atomic
def bring_into_force(measure: Measure, at: datetime) -> bool:
    """Whether it is in force now; what the shop's state no longer allows is settled."""
    shop = held(measure.shop)
    now = Measure.objects.select_for_update().get(pk=measure.pk)
    if now.state != State.ANNOUNCED:
        return False
    if now.kind not in Shop.TRANSITIONS[Shop.State(shop.state)]:
        move(now, State.SETTLED, ended_at=at)
        return False
    move(now, State.IN_FORCE)
    now.shop = shop
    move_shop(now, shop, None, at)
    write(now, "shop_measure", at=at)
    return True


@transaction.atomic
def end_measure(*, measure: Measure, to: str, by: Any, at: datetime) -> None:
    """Withdraw a running warning or announcement, or say that it is settled; once ended, nothing more happens.

    Raises NotYours, WrongState.
    """
    if not can(by, "inspect shop", measure.shop):
        raise NotYours
    shop = held(measure.shop)
    now = Measure.objects.select_for_update().get(pk=measure.pk)
    if now.state == to:
        return
    if not now.is_running:
        raise WrongState(now, to)
    move(now, to, ended_at=at)
    now.shop = shop
    audit.record(by, f"end measure: {to}", shop, at=at, measure=now.pk)
    write(now, "shop_measure_ended", at=at, withdrawn=to == State.WITHDRAWN)


@transaction.atomic
def object_to(*, measure: Measure, words: str, by: Any, at: datetime) -> Objection:
    """The owner's answer to a measure, kept for good; a second one is the first. Managers are told.

    Raises NotYours, ReasonsMissing.
    """
    if not can(by, "sign for shop", measure.shop):
        raise NotYours
    if not (said := plain_text(words)[:1000]):
        raise ReasonsMissing
    shop = held(measure.shop)
    made, new = Objection.objects.get_or_create(measure=measure, defaults={"by": by, "words": said, "at": at})
    if new:
        audit.record(by, "object to measure", shop, at=at, measure=measure.pk)
        for manager in people_with_role(Role.FRANCHISE_MANAGER):
            tell(
                user=manager, key=f"objection-{made.pk}-{manager.pk}", template="objection_made",
                context={**words_about(shop), "words": said}, link=f"/franchise/{shop.pk}/", at=at,
            )  # fmt: skip
    return made


@transaction.atomic
def answer_objection(*, objection: Objection, words: str, by: Any, at: datetime) -> None:
    """The franchise's answer, once; the owner is told. Raises NotYours, ReasonsMissing, AnotherManagersTurn,
    AlreadyAnswered."""
    shop = held(objection.measure.shop)
    if not can(by, "inspect shop", shop):
        raise NotYours
    managers = people_with_role(Role.FRANCHISE_MANAGER)
    if objection.measure.by_id == by.pk and any(can(one, "inspect shop", shop) for one in managers if one.pk != by.pk):
        raise AnotherManagersTurn
    if not (said := plain_text(words)[:1000]):
        raise ReasonsMissing
    if not Objection.objects.filter(pk=objection.pk, answered_at=None).update(answer=said, answered_by=by, answered_at=at):
        raise AlreadyAnswered
    audit.record(by, "answer objection", shop, at=at, measure=objection.measure_id)
    tell(
        user=shop.owner, key=f"objection-answered-{objection.pk}", template="objection_answered",
        context={**words_about(shop), "words": said}, link=LETTERS, at=at,
    )  # fmt: skip
