"""Money given back raced over HTTP: however many press, never more than was paid; one press gives once.

The control looks at what is left, and writes without asking again: more goes back than came.
"""

import os
from collections import Counter
from typing import Any

from django.db.models import Sum

from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import ShopOrder
from shops.payments.models import Payment, Refund
from tests.concurrency.http.buyers import Answer, Site, at_once, signed_in
from tests.concurrency.together import RACE
from tests.factories.catalogue import product
from tests.factories.returns import sent

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
PRESSES, ROUNDS = (50, 10) if FULL else (20, 1)
PRICE, PACKS, EACH = 1000, 4, 300  # fen: thirteen may have it, the others must not


def bought() -> ShopOrder:
    return sent(product(price=PRICE, group_price=None), packs=PACKS)


def press(site: Site, parcel: ShopOrder, key: str, cookies: dict[str, str], yuan: str = "3", **rig: str) -> Any:
    fields = {"do": "give", "press": key, "amount": yuan, "words": "路上压了"}
    return lambda: site.post(f"/zh-hans/my/shop/orders/{parcel.pk}/", cookies, fields, **rig)


def given(parcel: ShopOrder) -> tuple[int, int]:
    """How many refunds of the part, and fen of them all."""
    rows = Refund.objects.filter(parcel=parcel)
    return rows.count(), rows.aggregate(fen=Sum("amount"))["fen"]


def said(answers: list[Answer]) -> Counter:
    return Counter(answer.status for answer in answers)


def test_many_refunds_at_once_are_never_more_than_was_paid(site):
    most = PRICE * PACKS // EACH
    for _round in range(ROUNDS):
        parcel = bought()
        cookies = signed_in(parcel.shop.owner)
        answers = at_once([press(site, parcel, f"{parcel.pk}-{n}", cookies) for n in range(PRESSES)])
        assert said(answers) == {302: most, 200: PRESSES - most}
        assert given(parcel) == (most, most * EACH)
        assert Payment.objects.get(order=parcel.order).returned == most * EACH
    stands: Counter = Counter()
    for one in balances():  # each round has a shop of its own
        stands[one.account.kind] += one.fen
    assert {kind: fen for kind, fen in stands.items() if fen} == {
        "wechat": ROUNDS * PRICE * PACKS, "returning": ROUNDS * most * EACH, "shop": ROUNDS * (PRICE * PACKS - most * EACH),
    }  # fmt: skip
    assert wrong_balances() == []


def test_one_press_many_times_at_once_gives_once(site):
    parcel = bought()
    cookies = signed_in(parcel.shop.owner)
    assert said(at_once([press(site, parcel, "one", cookies)] * PRESSES)) == {302: PRESSES}
    assert given(parcel) == (1, EACH)


def test_looked_at_and_then_written_more_goes_back_than_was_paid(rigged):
    parcel = bought()
    cookies = signed_in(parcel.shop.owner)
    at_once([press(rigged, parcel, f"c{n}", cookies, "30", without="paid") for n in range(PRESSES)])
    assert given(parcel)[1] > PRICE * PACKS
