"""What promotions took off a booking goes with it to other days, by the same share of the price. Pure but for one query.

So what a guest paid for the days they had is what they pay for days that cost as much; of cheaper ones, each who funds the
promotion saves their share.
"""

from collections import defaultdict

from common.money import split
from shops.orders.models import LineDiscount, OrderLine
from shops.orders.priced import Given
from shops.promotions.models import Promotion

By = LineDiscount.FundedBy
Part = tuple[Promotion, str]


def given_still(line: OrderLine, price: int) -> tuple[Given, ...]:
    """What is taken off days that cost `price` fen, what is off for booking early taken off: half up, once for the line."""
    parts: dict[Part, int] = defaultdict(int)
    before = line.whole
    for one in LineDiscount.objects.filter(line=line).select_related("promotion"):
        if one.promotion:
            parts[one.promotion, one.funded_by] += one.amount
        else:
            before -= one.amount
    whole = sum(parts.values())
    if not whole:
        return ()
    shares = split((2 * price * whole + before) // (2 * before), list(parts.values()))
    return given_of(dict(zip(parts, shares, strict=True)))


def given_of(parts: dict[Part, int]) -> tuple[Given, ...]:
    """A row for each promotion, by who funds it."""
    promotions = dict.fromkeys(promotion for promotion, _fund in parts)
    return tuple(Given(one, parts.get((one, By.SHOP), 0), parts.get((one, By.COUNTY), 0)) for one in promotions)
