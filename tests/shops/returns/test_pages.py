"""The pages of a claim: the buyer's in the browser that ordered, the shop's, the manager's. What is typed and shown stays."""

import re

import pytest
from django.urls import reverse

from accounts.models import Role
from shops.payments.models import Refund
from shops.returns import answering, claiming
from shops.returns.models import Claim, ClaimPhoto
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.photos import upload
from tests.factories.returns import claim, sent
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel(client, homes, monkeypatch):
    """Received of a guest, who ordered in this browser."""
    for module in (
        "shops.returns.views",
        "shops.desk.views_returns",
        "shops.desk.views_orders",
        "shops.returns.views_disputes",
    ):
        monkeypatch.setattr(f"{module}.now", lambda: OPENED)
    made = sent(product(price=1000, group_price=None), packs=3)
    remember(client, made)
    return made


def remember(client, parcel) -> None:
    session = client.session
    session["orders"] = [parcel.order.number]
    session.save()


def at(parcel) -> str:
    return f"/en/orders/{parcel.order.number}/{parcel.pk}/claim/"


def typed(parcel, **changes) -> dict:
    line = parcel.lines.get()
    return {
        "press": "one", "reason": "spoiled", f"packs-{line.pk}": "2", "money": "all", "amount": "", "words": "两瓶漏了",
        **changes,
    }  # fmt: skip


def kept(page: str) -> list[str]:
    return re.findall(r'name="photo" value="([^"]+)"', page)


def test_a_guest_claims_and_what_was_typed_and_photographed_stays_until_all_is_right(client, parcel):
    order_page = client.get(f"/en/orders/{parcel.order.number}/").content.decode()
    assert at(parcel) in order_page
    page = client.post(at(parcel), typed(parcel, words="", new=[upload()])).content.decode()
    assert "Say what is the matter" in page
    (key,) = kept(page)
    assert ('value="2"' in page, Claim.objects.count(), ClaimPhoto.objects.get().claim) == (True, 0, None)
    picture = client.get(reverse("returns:photo", args=[key]))
    assert (picture.status_code, picture["Content-Type"], picture["Cache-Control"]) == (200, "image/jpeg", "private, no-store")
    for _twice in range(2):
        answer = client.post(at(parcel), typed(parcel, photo=key))
        made = Claim.objects.get()
        assert answer.url == f"/en/orders/{parcel.order.number}/claims/{made.pk}/"
    assert (made.wanted, made.photos.get().key, made.lines.get().packs) == (2000, key, 2)
    assert "The shop is asked." in client.get(answer.url).content.decode()
    assert "Waits for the shop" in client.get(f"/en/orders/{parcel.order.number}/").content.decode()
    client.post(answer.url, {"do": "back"})
    assert Claim.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "add at least one photo"),
        ({"reason": "x"}, "Select a valid choice"),
        ({"money": "part", "amount": "0"}, "Write a sum in yuan"),
        ({"money": "part", "amount": "99", "reason": "missing"}, "At most ¥20 can go back"),
        ({"money": "part", "amount": "5", "reason": "mind"}, "sends the goods back"),
        ({"new": [upload(b"%PDF-1.7")]}, "This is a PDF"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(client, parcel, changes, said):
    page = client.post(at(parcel), typed(parcel, **changes)).content.decode()
    assert (said in page, "两瓶漏了" in page) == (True, True)
    assert (Claim.objects.count(), Refund.objects.count()) == (0, 0)


def test_packs_are_whole_and_there(client, parcel):
    line = parcel.lines.get()
    for packs in ("4", "-1", "½", "1e9", "0", ""):
        assert client.post(at(parcel), typed(parcel, reason="missing", **{f"packs-{line.pk}": packs})).status_code == 200
    assert Claim.objects.count() == 0


def test_a_form_without_its_press_is_a_press_of_its_own(client, parcel):
    for _twice in range(2):
        client.post(at(parcel), typed(parcel, reason="missing", press=""))
        client.post(f"/en/orders/{parcel.order.number}/claims/{Claim.objects.first().pk}/", {"do": "back"})
    assert Claim.objects.count() == 2


def test_the_shop_answers_and_the_buyer_takes_it(client, parcel):
    made = claim(parcel, 2)
    page = f"/en/orders/{parcel.order.number}/claims/{made.pk}/"
    client.force_login(parcel.shop.owner)
    assert "Waiting for you" in client.get("/en/my/shop/returns/").content.decode()
    mine = f"/en/my/shop/returns/{made.pk}/"
    wrong = client.post(mine, {"do": "offer", "amount": "20", "words": "少赔一点"}).content.decode()
    assert ("Less than ¥20" in wrong, "少赔一点" in wrong) == (True, True)
    assert client.post(mine, {"do": "offer", "amount": "5", "words": "少赔一点"}).url == mine
    client.logout()
    remember(client, parcel)
    assert "The shop offers ¥5." in client.get(page).content.decode()
    for _twice in range(2):
        client.post(page, {"do": "accept"})
    assert (Claim.objects.get().state, Refund.objects.get().amount) == ("agreed", 500)
    order_page = client.get(f"/en/orders/{parcel.order.number}/").content.decode()
    assert "A part of its money goes back" in order_page


def test_the_manager_reads_both_sides_and_decides_once(client, parcel):
    made = claim(parcel, 2)
    answering.refuse(claim=made, words="寄出时是好的", by=parcel.shop.owner, at=OPENED)
    claiming.take_to_manager(claim=made, words="箱子湿了", by=None, at=OPENED)
    client.force_login(person("盘经理", role=Role.FRANCHISE_MANAGER))
    assert f"/en/franchise/disputes/{made.pk}/" in client.get("/en/franchise/disputes/").content.decode()
    page = f"/en/franchise/disputes/{made.pk}/"
    text = client.get(page).content.decode()
    assert ("寄出时是好的" in text, "箱子湿了" in text) == (True, True)
    assert "Choose who pays" in client.post(page, {"amount": "5", "words": "退"}).content.decode()
    assert "At most ¥20" in client.post(page, {"paid_by": "shop", "amount": "21", "words": "退"}).content.decode()
    for _twice in range(2):
        client.post(page, {"paid_by": "county", "amount": "12.50", "words": "快递压坏"})
    assert (Refund.objects.get().amount, Refund.objects.get().from_county, Claim.objects.get().state) == (1250, True, "agreed")
    assert "Decided" in client.get("/en/franchise/disputes/?state=decided").content.decode()


def test_the_goods_go_back_and_the_shop_counts_them(client, parcel):
    made = claim(parcel, 2, reason="mind")
    answering.want_back(claim=made, words="寄到水口", by=parcel.shop.owner, at=OPENED)
    page = f"/en/orders/{parcel.order.number}/claims/{made.pk}/"
    wrong = client.post(page, {"do": "sent", "number": "<script>"}).content.decode()
    assert ("letters and figures, at least six" in wrong, "<script>alert" in wrong) == (True, False)
    client.post(page, {"do": "sent", "number": "SF 123456", "carrier": "顺丰"})
    client.force_login(parcel.shop.owner)
    line = parcel.lines.get()
    client.post(f"/en/my/shop/returns/{made.pk}/", {"do": "came", f"spoiled-{line.pk}": "1"})
    assert (Claim.objects.get().state, Claim.objects.get().lines.get().spoiled, Refund.objects.get().amount) == (
        "agreed",
        1,
        2000,
    )


def test_the_shop_gives_back_unasked_on_the_order_s_page(client, parcel):
    client.force_login(parcel.shop.owner)
    page = f"/en/my/shop/orders/{parcel.pk}/"
    too_much = client.post(page, {"do": "give", "press": "p", "amount": "31", "words": "压了"}).content.decode()
    assert "Of this order, ¥30 may still go back." in too_much
    for _twice in range(2):
        client.post(page, {"do": "give", "press": "p", "amount": "3", "words": "压了"})
    assert Refund.objects.get().amount == 300
    assert "−¥3" in client.get(page).content.decode()


def test_lists_ask_the_same_for_one_and_for_twenty(client, parcel, django_assert_num_queries):
    boss = person("盘经理", role=Role.FRANCHISE_MANAGER)
    mine = parcel.shop

    def disputed(one) -> None:
        made = claim(one, 1)
        answering.refuse(claim=made, words="不", by=one.shop.owner, at=OPENED)
        claiming.take_to_manager(claim=made, words="要", by=None, at=OPENED)

    def counted() -> list[int]:
        found = []
        for who, path in ((mine.owner, "/en/my/shop/returns/?state=others"), (boss, "/en/franchise/disputes/")):
            client.force_login(who)
            client.get(path)
            with django_assert_num_queries(4 if who == boss else 5) as seen:
                client.get(path)
            found.append(len(seen))
        return found

    disputed(parcel)
    few = counted()
    goods = product(of=mine, price=1000, group_price=None)
    for _n in range(19):
        disputed(sent(goods))
    assert counted() == few


def test_a_photo_is_the_buyer_s_the_shop_s_and_the_manager_s_alone(client, parcel):
    client.post(at(parcel), typed(parcel, new=[upload()]))
    path = reverse("returns:photo", args=[ClaimPhoto.objects.get().key])
    for who, answer in ((parcel.shop.owner, 200), (person("盘经理", role=Role.FRANCHISE_MANAGER), 200), (shop().owner, 404)):
        client.force_login(who)
        assert client.get(path).status_code == answer
