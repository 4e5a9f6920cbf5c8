"""Stock is counted while it is sold: no sale and no count is lost. On PostgreSQL, where there is a race."""

from functools import partial
from threading import Barrier

import pytest
from django.db.models import Sum

from shops.catalogue import counting, stock
from shops.catalogue.models import Offer, StockMove
from tests.concurrency.together import RACE, at_once
from tests.factories.catalogue import product
from tests.factories.shops import OPENED

pytestmark = RACE
LEFT, BUYERS = 10, 4


@pytest.fixture
def offer(transactional_db) -> Offer:
    """An offer of which ten are left, committed."""
    made = Offer.objects.get(variant__product=product())
    Offer.objects.filter(pk=made.pk).update(stock=LEFT)
    return made


def buy(offer: Offer, buyer: int) -> str:
    stock.take(wanted={offer.pk: 1}, key=f"order-{buyer}", by=None, at=OPENED)
    return "taken"


def counted(offer: Offer, count, **numbers) -> str:
    """One more, one fewer or a number, by the shop's owner."""
    shop = offer.variant.product.shop
    count(shop=shop, offer_id=offer.pk, by=shop.owner, at=OPENED, **numbers)
    return "counted"


def more(offer: Offer, press: int, key: str = "") -> str:
    return counted(offer, counting.shift_stock, change=1, key=key or f"press-{press}")


def buyers(offer: Offer) -> list:
    return [partial(buy, offer, n) for n in range(BUYERS)]


def kept() -> tuple[int, int]:
    """What is left, and what by its moves should be."""
    return Offer.objects.get().stock, LEFT + (StockMove.objects.aggregate(all=Sum("change"))["all"] or 0)


def sell_before_it_is_written(monkeypatch) -> None:
    """Take the lock away: who counts has read what is left, then all buyers buy, then the count is written."""
    read, sold = Barrier(BUYERS + 1), Barrier(BUYERS + 1)
    keep, take = counting.keep, stock.take

    def keep_late(*args, **kwargs):
        read.wait(timeout=20)
        sold.wait(timeout=20)
        return keep(*args, **kwargs)

    def take_between(**given):
        read.wait(timeout=20)
        take(**given)
        sold.wait(timeout=20)

    def found(shop, offer_id):
        return Offer.objects.select_related("variant__product").get(pk=offer_id)

    monkeypatch.setattr(counting, "held_offer", found)
    monkeypatch.setattr(counting, "keep", keep_late)
    monkeypatch.setattr(stock, "take", take_between)


def test_one_more_counted_while_four_are_sold_are_all_kept(offer):
    presses = [partial(more, offer, n) for n in range(BUYERS)]
    assert at_once([*buyers(offer), *presses]) == {"taken": BUYERS, "counted": BUYERS}
    assert (kept(), StockMove.objects.count()) == ((LEFT, LEFT), 2 * BUYERS)


def test_one_press_sent_four_times_at_once_counts_once(offer):
    assert at_once([partial(more, offer, n, "k") for n in range(4)]) == {"counted": 4}
    assert (kept(), StockMove.objects.count()) == ((LEFT + 1, LEFT + 1), 1)


def test_a_number_typed_while_packs_are_sold_comes_before_all_sales_or_is_asked_again(offer):
    typed = partial(counted, offer, counting.set_stock, left=50, seen=LEFT, key="k")
    came = at_once([*buyers(offer), typed])
    assert came == {"taken": BUYERS, ("counted" if Offer.objects.get().stock > LEFT else "CountedMeanwhile"): 1}
    assert kept() in [(50 - BUYERS, 50 - BUYERS), (LEFT - BUYERS, LEFT - BUYERS)]


def test_without_the_lock_a_count_writes_over_what_was_sold(offer, monkeypatch):
    """The control: four were sold between reading and writing, and all four stand in the stock as if they were there."""
    sell_before_it_is_written(monkeypatch)
    assert at_once([*buyers(offer), partial(more, offer, 1)]) == {"taken": BUYERS, "counted": 1}
    assert kept() == (LEFT + 1, LEFT + 1 - BUYERS)
