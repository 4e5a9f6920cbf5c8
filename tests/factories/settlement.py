"""Shops with money to be paid, for tests."""

from datetime import date, datetime, timedelta
from itertools import count

from accounts.models import Role
from shops.franchise.models import Shop
from shops.ledger import postings
from shops.settlement.models import Payee
from shops.settlement.terms import Period, period_on
from tests.factories.people import person

_sources = count(1)
PERIOD = period_on(date(2026, 11, 9))  # 1–15 November, in which the factories' shops opened
MIDST = PERIOD.begins + timedelta(days=8, hours=10)
AFTER = PERIOD.ends + timedelta(hours=2)


def manager(name: str = "何主任"):
    return person(name, role=Role.FRANCHISE_MANAGER)


def payee(shop: Shop, at: datetime = MIDST, number: str = "6228480402564890018") -> Payee:
    facts = {"name": "盘美花", "bank": "农业银行江华县支行", "number": number}
    return Payee.objects.create(shop=shop, changed_by=shop.owner, changed_at=at, **facts)


def earned(
    shop: Shop, amount: int = 8800, *, commission: int = 0, by_county: int = 0, at: datetime = MIDST, order: str = ""
) -> str:
    """The number of an order of the ledger alone, paid and received: no goods behind it."""
    n = next(_sources)
    number = order or f"T{n:05d}"
    facts = {"order": number, "source": f"test {n}", "at": at}
    postings.owe(**facts, amount=amount)
    postings.pay(**facts, way="wechat", amount=amount)
    postings.earn(**facts, shop=shop, amount=amount, commission=commission, by_county=by_county)
    return number


def refunded(
    shop: Shop, number: str, amount: int, *, commission: int = 0, by_county: int = 0, at: datetime = MIDST, way: str = "wechat"
) -> None:
    """So much of it goes back to the buyer after it was the shop's."""
    facts = {"order": number, "source": f"refund {next(_sources)}", "shop": shop, "amount": amount, "at": at}
    postings.unearn(**facts, commission=commission, by_county=by_county)
    postings.give_back(**facts, way=way)


def collected(shop: Shop, amount: int, *, commission: int = 0, at: datetime = MIDST) -> str:
    """An order paid in cash at the door."""
    n = next(_sources)
    facts = {"order": f"C{n:05d}", "source": f"test {n}", "at": at}
    postings.owe(**facts, amount=amount)
    postings.collect(**facts, shop=shop, amount=amount)
    postings.earn(**facts, shop=shop, amount=amount, commission=commission, by_county=0)
    return facts["order"]


def later(period: Period) -> Period:
    """The one after it."""
    return period_on(period.last + timedelta(days=1))
