"""What a shop's part brings: discounts by who funds them, the commission. Fen, from the lines as they were frozen."""

from shops.orders.models import LineDiscount, OrderLine, ShopOrder
from shops.standards.commission import commission_of

By = LineDiscount.FundedBy


def off(line: OrderLine, by: str) -> int:
    """Fen off the line that are funded so; the line's discounts are read with it."""
    return sum(one.amount for one in line.discounts.all() if one.funded_by == by)


def commission_of_line(line: OrderLine) -> int:
    """On what is left after the discounts the shop itself gives (commerce.md, §5.7); rounded once for the line."""
    return commission_of(line.whole - off(line, By.SHOP), line.basis_points)


def lines_of(parcel: ShopOrder) -> list[OrderLine]:
    return list(OrderLine.objects.filter(parcel=parcel).prefetch_related("discounts"))


def commission_of_parcel(parcel: ShopOrder) -> int:
    """Two queries. Postage bears none."""
    return sum(commission_of_line(line) for line in lines_of(parcel))


def funded_by_county(parcel: ShopOrder) -> int:
    """What the county adds to what the buyer paid. Two queries."""
    return sum(off(line, By.COUNTY) for line in lines_of(parcel))
