"""What a line brings: discounts by who funds them, the commission. Fen, from the line as it was frozen."""

from shops.orders.models import LineDiscount, OrderLine
from shops.standards.commission import commission_of

By = LineDiscount.FundedBy


def off(line: OrderLine, by: str) -> int:
    """Fen off the line that are funded so; the line's discounts are read with it."""
    return sum(one.amount for one in line.discounts.all() if one.funded_by == by)


def commission_of_line(line: OrderLine) -> int:
    """On what is left after the discounts the shop itself gives (commerce.md, §5.7); rounded once for the line."""
    return commission_of(line.whole - off(line, By.SHOP), line.basis_points)
