"""Being erased: asked for by the person, confirmed by somebody else, done after seven days in which it can be taken back.

The job goes through the parts from the highest down, one transaction each, and notes each as done with it: whatever stops
it, it goes on where it was. Files go before the rows that name them, so that none is left without a row.
"""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django_tasks import task

from accounts.models import Role, User
from accounts.queries import people_with_role
from common import audit
from common.clock import now
from common.personal import DELETE, KEEP, NAME, Holding, Part, Words, known_as, obstacles, parts, stand_in
from common.rights import can
from common.sanitise import plain_text
from common.states import WrongState, move
from common.sweeping import everywhere, rows, sweep_model
from front.models import Erasure
from front.own_data.collecting import theirs
from outbox.operations import tell

GRACE = timedelta(days=7)
AGAIN = timedelta(hours=1)  # an erasure that stopped is gone on with
NOT_SWEPT = {"wagtailcore.Revision", "front.Erasure"}  # pages are the county's words; the erasure needs the names until its end
State = Erasure.State


class Prevented(Exception):
    """Something must be settled first; `reasons` say what and how. Nothing was changed."""

    def __init__(self, reasons: list[Words]) -> None:
        super().__init__(*map(str, reasons))
        self.reasons = reasons


class NotYours(Exception):
    """The person may not confirm or refuse this; nothing was changed."""


class ReasonMissing(Exception):
    """Who is refused must be told why; nothing was changed."""


def refuse_if_prevented(person: Any) -> None:
    if reasons := obstacles(person):
        raise Prevented(reasons)


def kept_after(person: Any) -> list[tuple[Words, Words]]:
    """What stays of `person` once erased and why: (what, why), only of what there is."""
    held = (holding for part in parts() for holding in part.holdings if holding.kept)
    return [(holding.title, holding.kept) for holding in held if theirs(holding, person).exists()]


@transaction.atomic
def ask_to_be_erased(*, person: User, at: datetime) -> Erasure:
    """The person's wish, which stands until it is done or taken back; asking again returns it. Raises Prevented."""
    User.objects.select_for_update().get(pk=person.pk)
    if standing := Erasure.objects.filter(person=person, state__in=Erasure.STANDING).first():
        return standing
    refuse_if_prevented(person)
    erasure = Erasure.objects.create(person=person, asked_at=at, due_at=at + GRACE)
    audit.record(person, "ask to be erased", erasure, at=at)
    tell_person(erasure, "erasure_asked", at)
    for manager in people_with_role(Role.PROGRAMME_MANAGER):
        if can(manager, "confirm erasure", erasure):
            key = f"erasure-to-confirm-{erasure.pk}-{manager.pk}"
            tell(user=manager, key=key, template="erasure_to_confirm", context={}, at=at, link="/erasures/")
    return erasure


@transaction.atomic
def take_back(*, erasure: Erasure, at: datetime) -> None:
    """The person stays. Taken back already, it changes nothing. Raises WrongState once the erasing has begun."""
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if held.state == State.TAKEN_BACK:
        return
    move(held, State.TAKEN_BACK, done_at=at)
    audit.record(held.person, "take erasure back", held, at=at)
    tell_person(held, "erasure_taken_back", at)


@transaction.atomic
def confirm(*, erasure: Erasure, by: Any, at: datetime) -> None:
    """Somebody else has looked at it. Confirmed already, it changes nothing. Raises NotYours, Prevented, WrongState."""
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if not can(by, "confirm erasure", held):
        raise NotYours
    if held.state in (State.CONFIRMED, State.ERASING, State.DONE):
        return
    refuse_if_prevented(held.person)
    move(held, State.CONFIRMED, confirmed_by=by, confirmed_at=at)
    audit.record(by, "confirm erasure", held, at=at)
    tell_person(held, "erasure_confirmed", at)


@transaction.atomic
def refuse(*, erasure: Erasure, by: Any, reason: str, at: datetime) -> None:
    """The account is kept, as the law lets it be for a reason, which the person is told; they may ask again. Refused already,
    it changes nothing. Raises NotYours, ReasonMissing, WrongState once it was confirmed or taken back."""
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if not can(by, "confirm erasure", held):
        raise NotYours
    if held.state == State.REFUSED:
        return
    if not (said := plain_text(reason)):
        raise ReasonMissing
    move(held, State.REFUSED, refused_by=by, reason=said, done_at=at)
    audit.record(by, "refuse erasure", held, at=at)
    tell_person(held, "erasure_refused", at)


def tell_person(erasure: Erasure, template: str, at: datetime) -> None:
    context = {"due_at": erasure.due_at, "reason": erasure.reason}
    key = f"{template}-{erasure.pk}"
    tell(user=erasure.person, key=key, template=template, context=context, at=at, link="/my/data/")


def erase_due(*, at: datetime) -> int:
    """Put those before the worker whose seven days are over, and those that stopped on the way; how many."""
    rested = Q(tried_at=None) | Q(tried_at__lte=at - AGAIN)
    due = Erasure.objects.filter(rested, state__in=(State.CONFIRMED, State.ERASING), due_at__lte=at)
    for erasure in due:
        if Erasure.objects.filter(rested, pk=erasure.pk).update(tried_at=at):
            erase.enqueue(erasure.pk)
    return len(due)


@task()
def erase(erasure_id: int) -> None:
    """Erase the person; run again, it goes on where it stopped, and once done it changes nothing. Prevented, it waits."""
    erasure = Erasure.objects.select_related("person").get(pk=erasure_id)
    if not begin(erasure, at=now()):
        return
    for part in reversed(parts()):
        erase_part(erasure, part)
    finish(erasure, at=now())


@transaction.atomic
def begin(erasure: Erasure, *, at: datetime) -> bool:
    """Whether to go on: due, confirmed, and nothing in the way. The door is shut first; the names to be swept are noted."""
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if held.state == State.ERASING:
        return True
    if held.state != State.CONFIRMED or held.due_at > at or obstacles(held.person):
        return False
    move(held, State.ERASING, names=known_as(held.person))
    User.objects.filter(pk=held.person_id).update(is_active=False)
    return True


@transaction.atomic
def erase_part(erasure: Erasure, part: Part) -> None:
    """Everything one part holds, once."""
    held = Erasure.objects.select_for_update().select_related("person").get(pk=erasure.pk)
    if part.label in held.parts_done:
        return
    for further in part.further:
        further(held.person)
    for holding in part.holdings:
        erase_rows(holding, held.person)
    held.parts_done = [*held.parts_done, part.label]
    held.save(update_fields=["parts_done"])


def erase_rows(holding: Holding, person: Any) -> None:
    """The rows of one declaration: their files, then themselves or what is personal in them."""
    if holding.erase == KEEP:
        return
    mine = list(theirs(holding, person).values_list("pk", flat=True))
    model = apps.get_model(holding.model)
    if not holding.keeps_files:
        for name in holding.files:
            delete_files(model, name, mine)
    kept = rows(model).filter(pk__in=mine)
    if holding.erase == DELETE:
        model._base_manager.filter(pk__in=mine).delete()
    else:
        kept.update(**blanks(model, holding.erase, person))  # type: ignore[arg-type]


def delete_files(model: type[models.Model], name: str, mine: list[int]) -> None:
    for row in model._base_manager.filter(pk__in=mine):
        if kept := getattr(row, name):
            kept.storage.delete(kept.name)


def blanks(model: type[models.Model], erase: dict[str, Any], person: Any) -> dict[str, Any]:
    """Column → what is written in it: a translated field has one for each language beside its own."""
    columns = {field.name for field in model._meta.concrete_fields}
    new = {name: stand_in(person) if value == NAME else value for name, value in erase.items()}
    return {
        column: value for name, value in new.items() for column in (name, f"{name}_zh_hans", f"{name}_en") if column in columns
    }


@transaction.atomic
def finish(erasure: Erasure, *, at: datetime) -> None:
    """Sweep the names out of every text that others wrote, and forget them."""
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if held.state != State.ERASING:
        return
    spared = set().union(*(part.spared for part in parts()))
    if held.names:
        for model, fields in everywhere(spared, NOT_SWEPT):
            sweep_model(model, fields, held.names)
    try:
        move(held, State.DONE, names=[], done_at=at)
    except WrongState:
        return
    audit.record(None, "erased person", held, at=at, parts=held.parts_done)
