"""What a promotion is started from: a few that farmers know, each with the questions that it asks. Data, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from shops.promotions.models import Promotion
from shops.promotions.reckoning import FOR_VISITS

Kind, Scope, Way = Promotion.Kind, Promotion.Scope, Promotion.Way


@dataclass(frozen=True)
class Template:
    """`asks`: fields of the form beside the days and the limits; `starts`: what stands in them. `scope`: what it is about
    unless that is asked."""

    key: str
    kind: str
    way: str
    title: Any
    about: Any
    asks: tuple[str, ...]
    starts: Mapping[str, Any] = field(default_factory=dict)
    scope: str = Scope.GOODS

    @property
    def is_of_goods_alone(self) -> bool:
        """Whether it makes no sense of visits: it counts packs, or postage."""
        return self.kind not in FOR_VISITS


THREE = Template(
    "three", Kind.TOGETHER, Way.ITSELF, _("Three together"),
    _("So many packs for one price: buyers take three where they took one."),
    ("goods", "packs", "price"), {"packs": 3},
)  # fmt: skip
HARVEST = Template(
    "harvest", Kind.PERCENT, Way.ITSELF, _("New harvest"),
    _("A part of the price off while it is fresh."), ("goods", "percent"),
    {"percent": 10},
)  # fmt: skip
DELIVERY = Template(
    "delivery", Kind.DELIVERY, Way.ITSELF, _("Free delivery from a sum"), _("You pay the postage of larger orders."),
    ("least", "most"), {"least": 9900},
)  # fmt: skip
COUPON = Template(
    "coupon", Kind.AMOUNT, Way.COLLECTED, _("Coupon for buyers"),
    _("They press to collect it, and it is taken off when they order."),
    ("scope", "amount", "least", "way", "code", "first_order"),
    {"amount": 1000, "least": 9900, "way": Way.COLLECTED, "per_person": 1},
)  # fmt: skip
GIFT = Template(
    "gift", Kind.GIFT, Way.ITSELF, _("A gift with it"), _("Spend enough, and a pack of something comes free."),
    ("gift", "packs", "least"), {"packs": 1},
)  # fmt: skip
BUNDLE = Template(
    "bundle", Kind.BUNDLE, Way.ITSELF, _("Goods together for a price"), _("One pack of each, cheaper than by themselves."),
    ("goods", "price"),
)  # fmt: skip
QUIET = Template(
    "quiet", Kind.PERCENT, Way.ITSELF, _("Quiet weeks"),
    _("A part off rooms, activities and walks on days when few come."),
    ("visits", "percent", "first", "last", "way", "code"), {"percent": 10, "way": Way.ITSELF}, Scope.VISITS,
)  # fmt: skip
OF_SHOPS = {one.key: one for one in (THREE, HARVEST, DELIVERY, COUPON, GIFT, BUNDLE, QUIET)}

COUNTY = ("title_zh_hans", "title_en", "festival", "shop", "category", "share")
ON_DAYS = ("scope", "first", "last")
FESTIVAL = Template(
    "festival", Kind.AMOUNT, Way.COLLECTED, _("Coupon for a festival"), _("A sum off, while a festival of the county is near."),
    (*COUNTY, *ON_DAYS, "amount", "least", "way", "code", "first_order"),
    {"amount": 2000, "least": 19_900, "way": Way.COLLECTED, "per_person": 1, "share": 100},
)  # fmt: skip
SEASON = Template(
    "season", Kind.PERCENT, Way.ITSELF, _("A part of the price off"),
    _("For goods, a category of them, or visits: up to a sum for each order."),
    (*COUNTY, *ON_DAYS, "percent", "least", "most", "way", "code", "first_order"),
    {"percent": 10, "most": 2000, "way": Way.ITSELF, "share": 100},
)  # fmt: skip
POSTAGE = Template(
    "postage", Kind.DELIVERY, Way.ITSELF, _("Free delivery"), _("The county pays the shops their postage."),
    (*COUNTY, "least", "most", "way", "code", "first_order"), {"least": 9900, "most": 1500, "way": Way.ITSELF, "share": 100},
)  # fmt: skip
OF_COUNTY = {one.key: one for one in (FESTIVAL, SEASON, POSTAGE)}
