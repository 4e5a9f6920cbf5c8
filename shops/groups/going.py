"""Going to a session of an activity or walk as a group: the host's terms, and an order that opens a group or joins one."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from common import audit
from common.clock import shanghai_day
from common.idempotency import fingerprint
from common.rights import can
from shops.availability.models import Session
from shops.availability.prices import ADULT, row, seat_price
from shops.availability.queries import why_no_seat
from shops.availability.rates import by_rank
from shops.groups.keeping import KEEPER
from shops.groups.models import Group, SessionTerms
from shops.groups.offering import NotYours
from shops.groups.placing import NotTogether, OwnShop, TooManyPacks
from shops.groups.queries import with_members
from shops.groups.seating import refuse_seated, take_seat, write_seat
from shops.orders.dated import dated
from shops.orders.models import BasketVisit, Order
from shops.orders.placing import Kept, To, once, place_lines
from shops.orders.pricing import Quote
from shops.orders.ways import is_at_once


class NotCheaper(Exception):
    """Together must cost less than alone, `alone` fen; nothing was changed."""

    def __init__(self, alone: int) -> None:
        self.alone = alone
        super().__init__(alone)


def session_at(pk: int) -> Session | None:
    """With its visit, and `group_terms` where groups may go. One query."""
    rows = Session.objects.select_related("bookable__visit__shop__owner", "group_terms")
    return rows.filter(pk=pk).first()


def alone(session: Session) -> int:
    """Fen a person pays who goes alone. One query."""
    return seat_price(session, by_rank(session.bookable.rates.all()))


def quote_going(session: Session, people: int, price: int, at: datetime) -> Quote:
    """What so many come to at the group's price, and whether there are places. Three queries."""
    whole = price * people
    wish = BasketVisit(
        visit=session.bookable.visit, session=session, first=shanghai_day(session.starts_at), adults=people, seen_price=whole
    )  # fmt: skip
    found = dated([wish], at)[0]
    priced = replace(found, whole=whole, rows=(row(ADULT, people, price),), early_row=None)
    return Quote([], "", [priced])


def place_going(
    *, session: Session, group: Group | None, people: int, press: str, to: To, way: str, total: int, by: Any, language: str,
    at: datetime,
) -> Order:  # fmt: skip
    """The order of this press; the same press again is the same order. Without `group` it opens one, once it is paid. The seats
    of the session are taken with it, and go back with it.

    Raises NotTogether, TooManyPacks, OwnShop, Seated, Full, Over, BasketChanged, KeyReused.
    """
    by = by if getattr(by, "pk", None) else None
    asked = fingerprint({
        **asdict(to), "way": way, "total": total, "session": session.pk, "people": people, "group": group.pk if group else None,
    })  # fmt: skip

    def act() -> Order:
        now = session_at(session.pk)
        if now is None or not now.bookable.visit.shop.is_open:
            raise NotTogether
        look_over(now, group, people, way, by)
        if group:
            take_seat(group, at)
        refuse_seated({"offer_id": None, "session_id": now.pk}, by, to.phone)
        gathers = group or begun(now, at)
        quote = quote_going(now, people, gathers.price, at)
        kept = Kept(KEEPER, group.expires_at if group else None)
        order = place_lines(quote, press, asked, to, way, total, by, language, at, kept)
        write_seat(gathers, order, at, leads=group is None)
        return order

    return once(press, asked, act)


def look_over(session: Session, group: Group | None, people: int, way: str, by: Any) -> None:
    """Raises NotTogether, TooManyPacks, OwnShop."""
    terms = getattr(session, "group_terms", None)
    if (group and group.session_id != session.pk) or (terms is None and group is None) or not is_at_once(way):
        raise NotTogether
    most = group.most_packs if group else terms.most_people  # type: ignore[union-attr]
    if not 1 <= people <= most:
        raise TooManyPacks(most)
    if by and can(by, "change goods", session.bookable.visit.shop):
        raise OwnShop


def begun(session: Session, at: datetime) -> Group:
    """A group on the terms of now, which nobody sees before its leader has paid."""
    terms = session.group_terms
    return Group.objects.create(
        session=session, price=terms.price, alone=alone(session), size=terms.size, hours=terms.hours,
        most_packs=terms.most_people, begun_at=at,
    )  # fmt: skip


@transaction.atomic
def let_groups_go(
    *, session: Session, price: int, size: int, hours: int, most_people: int, by: Any, at: datetime
) -> SessionTerms:
    """Groups that are begun from now on are on these terms (`price`: fen for each person); those that gather keep theirs.

    Raises NotYours, NotCheaper.
    """
    if not can(by, "change goods", session.bookable.visit.shop):
        raise NotYours
    if price >= (usual := alone(session)):
        raise NotCheaper(usual)
    facts = {"price": price, "size": size, "hours": hours, "most_people": most_people}
    terms, _is_new = SessionTerms.objects.update_or_create(session=session, defaults=facts)
    audit.record(by, "let groups go", session, at=at, **facts)
    return terms


@transaction.atomic
def let_no_groups_go(*, session: Session, by: Any, at: datetime) -> bool:
    """No new groups; those that gather go on to their end. Whether there were terms. Raises NotYours."""
    if not can(by, "change goods", session.bookable.visit.shop):
        raise NotYours
    gone, _each = SessionTerms.objects.filter(session=session).delete()
    if gone:
        audit.record(by, "let no groups go", session, at=at)
    return bool(gone)


def going_to(sessions: list[Session], at: datetime) -> list[tuple[SessionTerms, list[Group]]]:
    """Of these sessions those that groups may go to just now, with the groups that may be joined. Three queries; one where no
    group may go, none without a session."""
    by_key = {session.pk: session for session in sessions if not why_no_seat(session, at)}
    terms = list(SessionTerms.objects.filter(session__in=by_key).order_by("session__starts_at")) if by_key else []
    if not terms:
        return []
    rows = Group.objects.filter(session__in=by_key, state=Group.State.GATHERING, expires_at__gt=at, seated__lt=F("size"))
    groups: dict[int | None, list[Group]] = {}
    for group in with_members(rows).order_by(F("size") - F("seated"), "expires_at", "pk"):
        groups.setdefault(group.session_id, []).append(group)
    for one in terms:
        one.session = by_key[one.session_id]
    return [(one, groups.get(one.session_id, [])) for one in terms]
