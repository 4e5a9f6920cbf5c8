"""Promotions, for tests: running unless told, without end in sight."""

from datetime import timedelta

from accounts.models import Role
from shops.promotions.making import make, start
from shops.promotions.models import Promotion
from shops.promotions.planning import Plan
from tests.factories.people import person
from tests.factories.shops import OPENED


def plan(kind: str = "amount", **facts) -> Plan:
    """Ten yuan off from ninety-nine unless told."""
    more = {"amount": 1000, "least": 9900} if kind == "amount" else {}
    whole = {
        "title_zh_hans": "满减", "title_en": "Some off", "kind": kind, "way": "itself", "starts_at": OPENED - timedelta(days=3650),
        "ends_at": OPENED + timedelta(days=3650), **more, **facts,
    }  # fmt: skip
    return Plan(**whole)


def promotion(kind: str = "amount", *, of=None, running: bool = True, **facts) -> Promotion:
    """One of a shop (`of`), or of the county, which pays it all up to 100,000 yuan unless told."""
    by_county = of is None or "county_share" in facts
    by = person("何主任", role=Role.FRANCHISE_MANAGER) if by_county else of.owner
    if by_county:
        facts = {"county_share": 10_000, "budget": 10_000_000, **facts}
    made = make(plan=plan(kind, **facts), shop=of, by_county=by_county, by=by, at=OPENED)
    if running:
        start(promotion=made, by=by, at=OPENED)
    return made
