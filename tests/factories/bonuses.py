"""Share bonuses and their credit, for tests."""

from datetime import timedelta
from itertools import count

from accounts.models import Role
from shops.bonuses.arriving import write_cookie
from shops.bonuses.earning import look_over
from shops.bonuses.models import Bonus, BonusTerms
from shops.bonuses.purse import credit_of
from shops.bonuses.sharing import begin_sharing
from shops.bonuses.terms import FIELDS, change_terms
from shops.fulfilment import operations as fulfilment
from shops.orders.credit import credit_for, credited
from shops.orders.models import Order
from shops.orders.placing import To, place
from shops.orders.queries import quote_of
from tests.factories.orders import basket
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import OPENED

WINDOW = timedelta(days=11)  # beyond that of the terms
_numbers = count(1)


def terms(at=OPENED - timedelta(days=1), **facts) -> BonusTerms:
    """Ten percent unless told."""
    whole = {name: BonusTerms._meta.get_field(name).default for name in FIELDS}
    return change_terms(by=person("何主任", role=Role.FRANCHISE_MANAGER), at=at, **(whole | {"basis_points": 1000} | facts))


def sharer(name: str = "邓有财", **facts):
    """Somebody with a link, under terms in force."""
    if not BonusTerms.objects.exists():
        terms()
    made = person(name, **facts)
    begin_sharing(by=made, at=OPENED)
    return made


def to(**changes) -> To:
    """A number and an address of nobody else's."""
    n = next(_numbers)
    facts = {
        "name": "刘燕",
        "phone": f"+8613600{n:06d}",
        "region": "hunan",
        "place": "湖南省长沙市岳麓区",
        "street": f"麓山南路{n}号",
    }
    return To(**(facts | changes))


def ordered(
    *goods, by_link_of=None, buyer=None, packs: int = 1, way: str = "wechat", device: str = "", opened=None, credit: bool = False,
    at=OPENED, where: To | None = None,
) -> Order:  # fmt: skip
    """An order placed, by somebody's link where told, with the buyer's credit where told."""
    made, where = basket(*goods, packs=packs, buyer=buyer), where or to()
    quote = quote_of(made, where.region, phone=where.phone, at=at)
    quote = credited(quote, credit_for(quote, buyer, at)) if credit else quote
    shared = write_cookie(by_link_of.sharer.code, device or f"{next(_numbers):016x}", opened or at) if by_link_of else ""
    return place(
        basket=made, press=f"shared-{next(_numbers)}", to=where, way=way, total=quote.total, by=buyer, language="zh-hans", at=at,
        uses_credit=credit, shared=shared,
    )  # fmt: skip


def received(order: Order, at=OPENED) -> Order:
    """Paid, posted and with its buyer."""
    if order.way != "cash":
        paid(order, at=at)
    for parcel in order.parcels.select_related("shop__owner", "order").order_by("pk"):
        fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=at)
        fulfilment.receive(parcel=parcel, by=None, at=at)
    return order


def earned(goods, of, at=OPENED, **facts) -> Bonus:
    """A bonus whose window is over."""
    made = received(ordered(goods, by_link_of=of, at=at, **facts), at=at)
    look_over(at=at)
    look_over(at=at + WINDOW)
    return Bonus.objects.get(order=made)


def credit(person, at=OPENED + WINDOW) -> int:
    return credit_of(person, at)
