"""Credit of one person spent by several checkouts at the same instant, one bonus looked over by several clocks, one month's most
reached by several orders: each fen once."""

import time

import pytest
from django.db.models import F

from shops.bonuses import earning, purse
from shops.bonuses.models import Bonus, Spending, Tally
from shops.ledger.models import Entry
from shops.ledger.queries import balances
from shops.orders.placing import place
from tests.concurrency.together import AT_ONCE, RACE, at_once, without_locks
from tests.factories.bonuses import WINDOW, earned, ordered, received, sharer, terms, to
from tests.factories.catalogue import product
from tests.factories.orders import basket
from tests.factories.shops import OPENED

pytestmark = RACE
LATER = OPENED + WINDOW
PRICE, CREDIT = 10_000, 1000


def goods():
    return product(price=PRICE, group_price=None)


def owed() -> int:
    return next(one.fen for one in balances() if one.account.kind == "credit")


@pytest.fixture
def with_credit(transactional_db, monkeypatch):
    """Somebody with ten yuan of credit, and baskets of guests that they order from: nobody waits for a basket or for goods."""
    mine = sharer()
    earned(goods(), mine)
    return mine, [basket(goods()) for _n in range(AT_ONCE)]


def checkout(made, person, n: int):
    def act() -> str:
        facts = {"press": f"at once {n}", "to": to(), "way": "wechat", "by": person, "language": "en", "at": LATER}
        place(basket=made, total=PRICE - CREDIT, uses_credit=True, **facts)
        return "ordered"

    return act


def test_credit_is_spent_by_one_of_many_checkouts(with_credit):
    mine, baskets = with_credit
    assert at_once([checkout(one, mine, n) for n, one in enumerate(baskets)]) == {"ordered": 1, "BasketChanged": AT_ONCE - 1}
    bonus = Bonus.objects.get(sharer=mine)
    assert (bonus.left, bonus.spent, Spending.objects.get().amount, owed()) == (0, CREDIT, CREDIT, 0)


def test_looked_at_first_and_taken_then_credit_is_spent_more_than_once(with_credit, monkeypatch):
    """The control."""

    def look_then_take(bonus: int, fen: int, at) -> bool:
        left = Bonus.objects.values_list("left", flat=True).get(pk=bonus)
        time.sleep(0.3)  # as long as everybody looks
        if left < fen:
            return False
        Bonus.objects.filter(pk=bonus).update(left=left - fen, spent=fen)
        return True

    monkeypatch.setattr(purse, "take_from", look_then_take)
    mine, baskets = with_credit
    assert at_once([checkout(one, mine, n) for n, one in enumerate(baskets)])["ordered"] > 1


@pytest.fixture
def ripe(transactional_db):
    """A bonus whose window is over."""
    mine = sharer()
    received(ordered(goods(), by_link_of=mine))
    earning.look_over(at=OPENED)
    return mine


def test_many_clocks_at_once_give_a_bonus_once(ripe):
    assert at_once([lambda: earning.look_over(at=LATER)] * AT_ONCE) == {0: AT_ONCE - 1, 1: 1}
    assert (Bonus.objects.get().left, Entry.objects.filter(kind="bonus").count(), owed()) == (CREDIT, 1, CREDIT)
    assert Tally.objects.get().amount == CREDIT


def test_without_locks_and_the_state_asked_many_clocks_give_it_more_than_once(ripe, monkeypatch):
    """The control: who has looked gives."""

    def give(bonus, at) -> None:
        time.sleep(0.3)
        Bonus.objects.filter(pk=bonus.pk).update(state="earned", amount=F("amount") + CREDIT, left=F("left") + CREDIT)

    monkeypatch.setattr(earning, "earn", give)
    without_locks(monkeypatch)
    at_once([lambda: earning.look_over(at=LATER)] * AT_ONCE)
    assert Bonus.objects.get().left > CREDIT


@pytest.fixture
def many_ripe(transactional_db):
    """As many bonuses as there are clocks, of one person whose month has room for two and a half."""
    terms(monthly_cap=2 * CREDIT + CREDIT // 2)
    mine = sharer()
    for _n in range(AT_ONCE):
        received(ordered(goods(), by_link_of=mine))
    earning.look_over(at=OPENED)
    return list(Bonus.objects.values_list("pk", flat=True))


def looks(bonuses):
    return [lambda pk=pk: earning.looked_at(pk, LATER) for pk in bonuses]


def test_the_month_s_most_is_never_passed(many_ripe):
    assert at_once(looks(many_ripe)) == {True: AT_ONCE}
    assert sorted(Bonus.objects.values_list("amount", flat=True))[-3:] == [CREDIT // 2, CREDIT, CREDIT]
    assert (Tally.objects.get().amount, owed()) == (2 * CREDIT + CREDIT // 2,) * 2


def test_looked_at_first_and_written_then_the_month_s_most_is_passed(many_ripe, monkeypatch):
    """The control."""

    def look_then_write(person, what, begins_on, wanted, most) -> int:
        row = Tally.objects.get_or_create(person=person, what=what, begins_on=begins_on, defaults={"most": most})[0]
        time.sleep(0.3)
        given = max(0, min(wanted, most - row.amount))
        Tally.objects.filter(pk=row.pk).update(amount=row.amount + given)
        return given

    Tally.objects.create(
        person_id=Bonus.objects.first().sharer_id, what="bonus", begins_on=LATER.date().replace(day=1), most=2500
    )
    monkeypatch.setattr(earning, "allowed", look_then_write)
    at_once(looks(many_ripe))
    assert owed() > 2 * CREDIT + CREDIT // 2
