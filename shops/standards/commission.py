"""What the county keeps of each sale, by category and day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import get_language, gettext_lazy

from common.clock import shanghai_day
from shops.catalogue.models import Category
from shops.standards.models import CommissionRate

VISITS = gettext_lazy("Rooms, activities and walks")
EXAMPLE = 10_000  # fen: the sale that a rate is explained by


@dataclass(frozen=True)
class PlanLine:
    """A category's rate today, or that of visits (None), and what it means for a sale of `EXAMPLE` fen."""

    category: Category | None
    basis_points: int

    @property
    def name_zh_hans(self) -> str:
        return self.category.name_zh_hans if self.category else in_tongue("zh-hans")  # type: ignore[attr-defined]

    @property
    def name_en(self) -> str:
        return self.category.name_en if self.category else in_tongue("en")  # type: ignore[attr-defined]

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_zh_hans

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


def in_tongue(language: str) -> str:
    with translation.override(language):
        return str(VISITS)


def commission_of(fen: int, basis_points: int) -> int:
    """The commission on a line's total in fen, rounded half up once."""
    return (fen * basis_points + 5000) // 10_000


def commission_on(category: Category | Any, at: datetime) -> int:
    """The category's rate in basis points on the Shanghai day of `at`; 0 while none has begun. One query."""
    begun = CommissionRate.objects.filter(category=category, from_on__lte=shanghai_day(at)).order_by("-from_on")
    return begun.values_list("basis_points", flat=True).first() or 0


def plan(day: date) -> list[PlanLine]:
    """Every category's rate on `day`, in the market's order, then that of visits. Two queries."""
    begun = CommissionRate.objects.filter(from_on__lte=day).order_by("from_on").values_list("category_id", "basis_points")
    rates: dict[int | None, int] = dict(begun)
    goods = [PlanLine(category, rates[category.pk]) for category in Category.objects.all() if category.pk in rates]
    return [*goods, PlanLine(None, rates[None])] if None in rates else goods


def as_signed(lines: list[PlanLine]) -> list[dict[str, Any]]:
    """What an agreement keeps of the plan that was shown."""
    return [
        {"zh": one.name_zh_hans, "en": one.name_en, "basis_points": one.basis_points, "percent": one.percent} for one in lines
    ]
