"""Editions of a shop's front: straight to the row before it ever opened, a draft after; taken back, returned to, published."""

from datetime import timedelta

import pytest

from common.models import AuditEntry
from shops.builder import editions, operations
from shops.builder.front import of_row
from shops.builder.models import Edition
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Helper, Shop
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def change(of: Shop, minute: int = 0, by=None, seen: int | None = None, **changes) -> None:
    at = OPENED + timedelta(minutes=minute)
    operations.change_shop(shop=of, by=by or of.owner, at=at, changes=changes, seen=seen)


def numbers(of: Shop) -> list[tuple[int, bool]]:
    return [(row.number, row.published_at is not None) for row in Edition.objects.filter(shop=of).order_by("number")]


def test_before_it_opened_a_change_is_seen_at_once_and_the_first_version_is_kept(db):
    made = shop(state=Shop.State.DRAFT)
    change(made, seal="茶")
    made.refresh_from_db()
    assert (made.seal, numbers(made)) == ("茶", [(1, True), (2, True)])
    assert [row.front["seal"] for row in made.editions.order_by("number")] == ["盘", "茶"]
    assert editions.draft_of(made) is None


def test_after_it_opened_a_change_waits_until_it_is_published_whole(db):
    made = shop()
    before = Shop.objects.values("state", "slug", "owner", "opened_at").get(pk=made.pk)
    change(made, 1, seal="茶")
    fees = {"far": (900, None)}
    operations.change_delivery(shop=made, by=made.owner, at=OPENED, changes={"posting_days": ["mon"]}, fees=fees)
    made.refresh_from_db()
    assert (made.seal, made.posting_days, made.delivery_fees.count()) == ("盘", ["tue", "fri"], 2)
    left = editions.front_of(made)
    assert (left["seal"], left["posting_days"], left["fees"]) == ("茶", ["mon"], {"far": [900, None]})
    for _press in range(2):
        editions.publish(shop=made, number=3, by=made.owner, at=OPENED)
    made.refresh_from_db()
    assert (made.seal, made.posting_days, list(made.delivery_fees.values_list("region", "fee"))) == (
        "茶",
        ["mon"],
        [("far", 900)],
    )
    assert Shop.objects.values("state", "slug", "owner", "opened_at").get(pk=made.pk) == before
    assert AuditEntry.objects.filter(action="publish shop front").count() == 1


def test_the_number_that_was_looked_at_is_what_is_published(db):
    made = shop()
    change(made, seal="茶")
    change(made, seal="叶")
    with pytest.raises(editions.NotTheLast):
        editions.publish(shop=made, number=2, by=made.owner, at=OPENED)
    made.refresh_from_db()
    assert made.seal == "盘"


def test_a_draft_that_is_what_shoppers_see_is_no_draft(db):
    made = shop()
    change(made, seal="茶")
    change(made, seal="盘")
    assert editions.draft_of(made) is None


def test_what_changes_nothing_makes_no_version(db):
    made = shop()
    change(made, seal="盘", name_en="Pan Family Tea")
    assert (numbers(made), AuditEntry.objects.count()) == ([], 0)


def test_changes_are_taken_back_one_after_another_and_a_press_twice_once(db):
    made = shop(state=Shop.State.DRAFT)
    for seal in "茶叶山":
        change(made, seal=seal)
    seals, number = [], 4
    for _step in range(3):
        made_now = editions.take_back(shop=made, number=number, by=made.owner, at=OPENED)
        seals.append(Shop.objects.get(pk=made.pk).seal)
        number = made_now.number
    assert seals == ["叶", "茶", "盘"]
    with pytest.raises(editions.NothingBefore):
        editions.take_back(shop=made, number=number, by=made.owner, at=OPENED)
    with pytest.raises(editions.NotTheLast):
        editions.take_back(shop=made, number=4, by=made.owner, at=OPENED)
    assert Shop.objects.get(pk=made.pk).seal == "盘"
    change(made, seal="水")  # and one can go on from there
    editions.take_back(shop=made, number=8, by=made.owner, at=OPENED)
    assert Shop.objects.get(pk=made.pk).seal == "盘"


def test_an_earlier_version_comes_back_as_a_new_one(db):
    made = shop()
    change(made, seal="茶")
    change(made, seal="叶", cloth="red")
    editions.go_back(shop=made, number=2, by=made.owner, at=OPENED)
    assert numbers(made) == [(1, True), (2, False), (3, False), (4, False)]
    left = editions.front_of(made)
    assert (left["seal"], left["cloth"], of_row(made)["seal"]) == ("茶", "indigo", "盘")


def test_two_who_change_different_parts_lose_nothing(db):
    made = shop(state=Shop.State.DRAFT)
    helper = person("赵")
    Helper.objects.create(shop=made, person=helper)
    change(made, by=helper, seen=0, seal="茶", band="tea")
    change(made, seen=0, seal="盘", band="drum")  # the owner's page still showed the old seal, which they left alone
    made.refresh_from_db()
    assert (made.seal, made.band) == ("茶", "drum")


def test_two_who_change_one_part_are_told_and_the_second_may_still_have_it(db):
    made = shop(state=Shop.State.DRAFT)
    change(made, seal="茶")
    helper = person("赵")
    change(made, by=helper, seen=2, seal="叶")
    with pytest.raises(editions.ChangedMeanwhile) as both:
        change(made, seen=2, seal="山", band="drum")
    assert (both.value.theirs, both.value.last.made_by, both.value.last.number) == ({"seal": "叶"}, helper, 3)
    made.refresh_from_db()
    assert (made.seal, made.band) == ("叶", "tea")
    change(made, seen=3, seal="山", band="drum")
    made.refresh_from_db()
    assert (made.seal, made.band) == ("山", "drum")


@pytest.mark.parametrize("state", ["sent", "suspended", "closed"])
def test_a_shop_that_waits_or_is_stopped_is_left_alone(db, state):
    made = shop()
    change(made, seal="茶")
    Shop.objects.update(state=state)
    given = {"shop": made, "by": made.owner, "at": OPENED}
    for act in (
        lambda: editions.publish(number=2, **given),
        lambda: editions.take_back(number=2, **given),
        lambda: editions.go_back(number=1, **given),
        lambda: change(made, seal="叶"),
    ):
        with pytest.raises(NotChangeable):
            act()
    assert (Shop.objects.get(pk=made.pk).seal, numbers(made)) == ("盘", [(1, True), (2, False)])
