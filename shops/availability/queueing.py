"""Who of those that wait could be offered places now, and who would be passed over by somebody else's taking them.

Places that come free belong to the first in line for whom there are enough; the clock offers them (`waiting`). Until it has,
nobody else's order gets them, nor does who stands behind: more may come free while the clock goes through the line.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from shops.availability.models import Bookable, Night, Session, Waiting


def in_line() -> QuerySet[Waiting]:
    return Waiting.objects.filter(state=Waiting.State.WAITING).order_by("pk")


def with_turn(rows: QuerySet[Waiting]) -> QuerySet[Waiting]:
    """Each with `before`: how many in line for the same session, or for some of the same nights, asked sooner."""
    same = Q(session=OuterRef("session")) | Q(session=None, first__lt=OuterRef("until"), until__gt=OuterRef("first"))
    sooner = in_line().filter(same, bookable=OuterRef("bookable"), pk__lt=OuterRef("pk")).order_by()
    count = Subquery(sooner.values("bookable").annotate(n=Count("pk")).values("n"))
    return rows.annotate(before=Coalesce(count, Value(0)))


def fitting(given: Sequence[date] = (), rooms: int = 0) -> QuerySet[Waiting]:
    """Those in line for whom there is room now; the night counters of the days `given` are read with so many rooms more free.
    A night that nobody wrote yet has all of its rooms."""
    more = Case(When(day__in=given, then=Value(rooms)), default=Value(0), output_field=IntegerField())
    nights = Night.objects.filter(
        bookable=OuterRef("bookable"), day__gte=OuterRef("first"), day__lt=OuterRef("until")
    ).annotate(free=F("rooms") + more)  # fmt: skip
    lacking = nights.filter(Q(closures__gt=0) | Q(free__lt=F("taken") + OuterRef("places")))
    stays = Q(session=None) & ~Exists(lacking)
    seats = Q(session__state=Session.State.OPEN, session__seats__gte=F("session__taken") + F("places"))
    return in_line().filter(stays | seats)


def passes_over_seats(session: Session, seats: int, before: int | None = None) -> bool:
    """Whether somebody in line would have had these seats, which were just taken: of all, or of those `before` this key. One
    query."""
    had = Q(session__seats__gte=F("session__taken") + F("places") - seats)
    return earlier(before).filter(had, session=session.pk).exists()


def passes_over_nights(bookable: Bookable, days: Sequence[date], rooms: int, before: int | None = None) -> bool:
    """The same for so many rooms on these days. One query."""
    if not days:
        return False
    near = earlier(before, fitting(days, rooms)).filter(bookable=bookable.pk, session=None)
    return near.filter(first__lte=max(days), until__gt=min(days)).exists()


def earlier(before: int | None, rows: QuerySet[Waiting] | None = None) -> QuerySet[Waiting]:
    """Those in line, or of `rows`, who asked before that one."""
    rows = in_line() if rows is None else rows
    return rows.filter(pk__lt=before) if before else rows
