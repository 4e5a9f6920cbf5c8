"""What is known of a shop today, read once, and what comes of it: a thing that needs somebody."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from shops.availability.festivals import Moved
from shops.franchise.models import Inspection, Shop
from shops.standards.models import Measure
from shops.visits.models import Visit

NOW, SOON, WEEK, SOMETIME = range(4)  # how urgent; then by the day, then in the order of the rules
OWNER, GOODS, LOOKS, ANYBODY = "owner", "goods", "looks", ""


@dataclass(frozen=True)
class Facts:
    """`goods` are those not taken out, with `packs` (sold, with offers), `shots` (photographs) and category."""

    shop: Shop
    today: date
    goods: list[Any] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)  # running
    returned: Inspection | None = None
    terms_by: date | None = None  # the day new terms are to be signed by; of a shop that rests, today
    rules_from: date | None = None  # the day new brand rules are to be kept from
    has_draft: bool = False
    differing: int = 0
    unanswered: int = 0  # questions of readers, older than a day
    late: int = 0  # orders that should have been posted by now
    claims: int = 0  # of buyers who want money back, whose turn is the shop's
    cash_asked: int = 0  # orders of which nobody says what became of their cash
    arrivals: tuple[int, int] = (0, 0)  # how many bookings begin today, tomorrow
    rooms: list[Visit] = field(default_factory=list)  # shown to guests, under a permit that ends some day, the first first
    moved: list[Moved] = field(default_factory=list)  # prices whose festival is on another day now
    language: str = "zh_hans"  # the shop's own, as modeltranslation names it

    @property
    def on_sale(self) -> list[Any]:
        return [product for product in self.goods if product.state == product.State.ON_SALE]


@dataclass(frozen=True)
class Line:
    """One of several goods that need the same; where it is mended."""

    words: str
    url: str


@dataclass(frozen=True)
class Need:
    """One thing that needs somebody: `press` says what the link to `url` does; `right` who may do it."""

    kind: str
    urgency: int
    title: str
    why: str
    url: str
    press: str
    right: str = ANYBODY
    day: date | None = None
    lines: tuple[Line, ...] = ()
    icon: str = "clock"

    @property
    def is_urgent(self) -> bool:
        return self.urgency == NOW


def page_of(product: Any, name: str = "change_product") -> str:
    return reverse(f"builder:{name}", args=[product.pk])


def line_of(product: Any, words: str = "", name: str = "change_product") -> Line:
    return Line(f"{product.name} · {words}" if words else product.name, page_of(product, name))
