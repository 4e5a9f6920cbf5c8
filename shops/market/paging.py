"""One page of a list of rows, by the key of the row before it: each a range of an index, whatever is asked for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from shops.market.keys import Order, key_of, values_of

PAGE = 24
OLD_PAGES = 40  # `?page=` addresses answer up to here; beyond, the last page does


@dataclass(frozen=True)
class Place:
    """Where in the list: after a key, before one, at its end, or at the page of an old address."""

    after: str = ""
    before: str = ""
    page: int = 1
    end: bool = False


@dataclass(frozen=True)
class Listed:
    """The rows of a list, in no order, and the order (`sort` is its name) to show them in."""

    rows: QuerySet[Any]
    sort: str
    order: Order

    def cut(self, values: tuple | None = None, *, backward: bool = False, skip: int = 0) -> list[tuple]:
        """The page's rows and one more, beyond `values` if there are any, from the list's begin or its end."""
        rows = self.rows
        if values is not None:
            beyond = TupleLessThan if self.order.downward != backward else TupleGreaterThan
            rows = rows.filter(beyond(self.order.fields, values))
        return list(rows.order_by(*self.order.by(backward)).values_list(*self.order.fields)[skip : skip + PAGE + 1])

    def from_end(self) -> tuple[list[tuple], bool, bool]:
        rows = self.cut(backward=True)
        return rows[:PAGE][::-1], len(rows) > PAGE, False

    def page(self, place: Place) -> tuple[list[tuple], bool, bool]:
        """The order's values of each row on the page, whether there are pages before it, and after it."""
        if place.end:
            return self.from_end()
        if (values := values_of(place.before, self.sort, self.order)) is not None:
            rows = self.cut(values, backward=True)
            if len(rows) >= PAGE:
                return rows[:PAGE][::-1], len(rows) > PAGE, True
        elif (values := values_of(place.after, self.sort, self.order)) is not None:
            rows = self.cut(values)
            return (rows[:PAGE], True, len(rows) > PAGE) if rows else self.from_end()
        elif place.page > 1:
            rows = self.cut(skip=(place.page - 1) * PAGE) if place.page <= OLD_PAGES else []
            return (rows[:PAGE], True, len(rows) > PAGE) if rows else self.from_end()
        rows = self.cut()
        return rows[:PAGE], False, len(rows) > PAGE

    def found(self, place: Place) -> tuple[list[int], str, str]:
        """Ids on the page, and the keys of the pages before and after it ("" where there is none). One query."""
        rows, more_before, more_after = self.page(place)
        before, after = (
            key_of(self.sort, rows[n]) if rows and more else "" for n, more in ((0, more_before), (-1, more_after))
        )
        return [row[-1] for row in rows], before, after
