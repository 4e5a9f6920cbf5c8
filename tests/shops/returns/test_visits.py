"""A guest who was badly served asks for a part of the money back; host and managers settle it by the steps of a parcel."""

from datetime import timedelta

import pytest
from django.urls import reverse

from outbox.models import Message
from shops.bookings import operations
from shops.bookings.operations import OVER_AFTER
from shops.ledger.queries import balances, wrong_balances
from shops.payments.refunds import TooMuch
from shops.returns import answering, claiming, deciding
from shops.returns.models import Claim
from shops.returns.terms import WITHIN, Reason
from tests.factories.availability import bookable
from tests.factories.bookings import booked, stay
from tests.factories.people import person
from tests.factories.settlement import manager
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def over(**more):
    """A booking whose guests were there and have left, and when that was."""
    (one,) = booked(stay(bookable(of=shop())), **more)
    at = one.leaves_at + OVER_AFTER
    operations.finish(at=at)
    one.line.parcel.refresh_from_db()
    return one, at


def ask(one, at, fen: int | None = 2000, reason=Reason.SERVED, **more) -> Claim:
    facts = {"packs": {one.line_id: 1}, "keeps": fen, "words": "没有热水", "photos": [], "press": "one", "by": None, **more}
    return claiming.claim(parcel=one.line.parcel, reason=reason, at=at, **facts)


def of_the_shop() -> int:
    return sum(row.fen for row in balances() if str(row.account.kind) == "shop")


def test_a_part_is_claimed_less_is_offered_and_the_manager_decides_to_the_fen():
    one, at = over()
    host, whole, had = one.line.parcel.shop.owner, one.line.whole, of_the_shop()
    for wrong, fen in ((TooMuch, whole + 1), (claiming.NothingNamed, None)):
        with pytest.raises(wrong):
            ask(one, at, fen)
    with pytest.raises(claiming.NotNow):
        ask(one, at, reason=Reason.MIND)
    made = ask(one, at)
    assert ask(one, at) == made
    assert "先把货" not in Message.objects.filter(key__startswith=f"claim-{made.pk}").first().body
    with pytest.raises(answering.NothingToReturn):
        answering.want_back(claim=made, words="寄回来", by=host, at=at)
    answering.offer(claim=made, amount=500, words="只停了一晚", by=host, at=at)
    claiming.take_to_manager(claim=made, words="两晚都没有", by=None, at=at)
    deciding.decide(claim=made, paid_by="shop", amount=1500, words="退一部分", by=manager(), at=at)
    made.refresh_from_db()
    assert (made.state, made.refund.whole, had - of_the_shop()) == ("agreed", 1500, 1500)
    assert not wrong_balances()


@pytest.mark.parametrize("late", [timedelta(0), WITHIN + HOUR])
def test_before_it_is_over_after_seven_days_and_by_who_did_not_come_nothing_is_claimed(late):
    one, at = over()
    if late:
        with pytest.raises(claiming.NotNow):
            ask(one, at + late)
    else:
        (coming, missed) = (booked(stay(bookable(of=shop())))[0] for _n in range(2))
        operations.miss(booking=missed, by=missed.line.parcel.shop.owner, at=missed.arrives_at)
        for other in (coming, missed):
            with pytest.raises(claiming.NotNow):
                ask(other, other.arrives_at + HOUR)
    assert not Claim.objects.exists()


def test_the_guest_asks_from_the_page_of_the_booking_and_the_host_agrees(client, homes, monkeypatch):
    guest = person("刘燕")
    one, at = over(buyer=guest)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    client.force_login(guest)
    number, parcel = one.line.parcel.order.number, one.line.parcel
    page = reverse("returns:claim", args=[number, parcel.pk])
    assert page.encode() in client.get(reverse("bookings:booking", args=[number, one.pk])).content
    assert client.get(page).status_code == 200
    assert client.post(page, {"press": "p", "amount": "99999", "words": "冷"}).status_code == 200  # kept, and said why
    answer = client.post(page, {"press": "p", "amount": "２０", "words": "没有热水"})
    made = Claim.objects.get()
    assert (answer.status_code, made.wanted, made.keeps, made.reason) == (302, 2000, True, "served")
    assert client.get(answer["Location"]).status_code == 200
    client.force_login(parcel.shop.owner)
    desk = reverse("desk:claim", args=[made.pk])
    assert client.get(desk).status_code == 200
    client.post(desk, {"do": "agree", "words": ""})
    made.refresh_from_db()
    assert (made.state, made.refund.whole) == ("agreed", 2000)
