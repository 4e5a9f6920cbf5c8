"""What the county keeps of each sale, by category and day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from common.clock import shanghai_day
from shops.catalogue.models import Category
from shops.standards.models import CommissionRate

EXAMPLE = 10_000  # fen: the sale that a rate is explained by


@dataclass(frozen=True)
class PlanLine:
    """A category's rate today, and what it means for a sale of `EXAMPLE` fen."""

    category: Category
    basis_points: int

    @property
    def percent(self) -> str:
        """4, 4.5, 0.25."""
        whole, rest = divmod(self.basis_points, 100)
        return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")

    @property
    def example(self) -> int:
        return EXAMPLE

    @property
    def kept(self) -> int:
        return commission_of(EXAMPLE, self.basis_points)

    @property
    def paid(self) -> int:
        return EXAMPLE - self.kept


def commission_of(fen: int, basis_points: int) -> int:
    """The commission on a line's total in fen, rounded half up once."""
    return (fen * basis_points + 5000) // 10_000


def commission_on(category: Category | Any, at: datetime) -> int:
    """The category's rate in basis points on the Shanghai day of `at`; 0 while none has begun. One query."""
    begun = CommissionRate.objects.filter(category=category, from_on__lte=shanghai_day(at)).order_by("-from_on")
    return begun.values_list("basis_points", flat=True).first() or 0


def plan(day: date) -> list[PlanLine]:
    """Every category's rate on `day`, in the market's order. Two queries."""
    rates = dict(CommissionRate.objects.filter(from_on__lte=day).order_by("from_on").values_list("category_id", "basis_points"))
    return [PlanLine(category, rates[category.pk]) for category in Category.objects.all() if category.pk in rates]


def as_signed(lines: list[PlanLine]) -> list[dict[str, Any]]:
    """What an agreement keeps of the plan that was shown."""
    rows: list[tuple[Any, PlanLine]] = [(one.category, one) for one in lines]
    return [
        {"zh": category.name_zh_hans, "en": category.name_en, "basis_points": one.basis_points, "percent": one.percent}
        for category, one in rows
    ]
