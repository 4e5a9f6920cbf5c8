"""A shop's year, as stitches: one row a product that has picking months, one column a month."""

from dataclasses import dataclass
from datetime import date

from shops.catalogue.models import Product

ROWS = 3  # more would be too thin to read
THREADS = ("a", "b", "e")  # green, ochre, red


@dataclass(frozen=True)
class Month:
    number: int
    threads: list[str]  # for each row its thread, or ""
    is_now: bool


@dataclass(frozen=True)
class Year:
    months: list[Month]
    rows: list[tuple[str, Product]]  # thread and what it shows


def year_of(goods: list[Product], today: date) -> Year | None:
    """The calendar of the first goods that have picking months, or None when none has."""
    seasonal = [product for product in goods if product.harvest_months][:ROWS]
    rows = list(zip(THREADS, seasonal, strict=False))
    if not rows:
        return None
    months = [
        Month(n, [thread if n in product.harvest_months else "" for thread, product in rows], n == today.month)
        for n in range(1, 13)
    ]
    return Year(months, rows)
