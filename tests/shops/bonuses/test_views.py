"""A link is opened and remembered without touching pages; a friend orders; credit is used with one press; the pages say it plainly."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from common.clock import now
from shops.bonuses.earning import look_over
from shops.bonuses.models import Bonus, BonusTerms, Sharer
from shops.bonuses.sharing import begin_sharing
from shops.orders.models import Order
from tests.factories.bonuses import WINDOW, earned, ordered, received, sharer, terms
from tests.factories.catalogue import product
from tests.factories.orders import offer_of
from tests.factories.people import person

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "刘燕",
    "phone": "138 0731 4420",
    "address": "湖南省长沙市岳麓区麓山南路 18 号 3 栋 502",
    "note": "",
    "way": "wechat",
}


@pytest.fixture(autouse=True)
def _pays_by_wechat(settings) -> None:
    settings.PRETEND_COMPANIES = "http://127.0.0.1:9"


def bought(client, goods, **asks: str):
    """The basket filled, and the check page reached."""
    client.post("/en/basket/put/", {"offer": offer_of(goods).pk, "packs": "1"})
    assert client.post("/en/checkout/", ANSWERS | asks)["Location"] == "/en/checkout/check/"
    return client.get("/en/checkout/check/")


def pressed(client, page) -> Order:
    client.post("/en/checkout/check/", {"press": page.context["press"], "total": page.context["quote"].total})
    return Order.objects.latest("pk")


def test_an_opened_link_is_remembered_and_pages_are_the_same_for_everybody(client, homes, settings):
    mine, tea = sharer(), product(group_price=None)
    path = f"/en/products/{tea.slug}/"
    answer = client.get(f"{path}?pack=1&s={mine.sharer.code}")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (302, f"{path}?pack=1", "private, no-store")
    cookie = answer.cookies["shared"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert mine.sharer.code not in answer["Location"]
    for address in (path, f"{path}?s=short", f"{path}?s={'A' * 10}", f"{path}?s={mine.sharer.code}x"):
        assert client.get(address).status_code == 200
        assert not client.get(address).cookies.get("shared")
    Client().get(path)  # warms what is remembered
    with CaptureQueriesContext(connection) as without:
        Client().get(path)
    with CaptureQueriesContext(connection) as withit:
        client.get(path)
    assert len(withit) == len(without)
    with CaptureQueriesContext(connection) as opening:
        assert Client().get(f"{path}?s={mine.sharer.code}").status_code == 302
    assert len(opening) == 0
    assert Client().get("/", {"s": mine.sharer.code}, PATH_INFO="//elsewhere.example/")["Location"] == "/elsewhere.example/"
    settings.ACCOUNT_RATE_LIMITS = {"share_code": "2/h/ip"}
    other = Client(REMOTE_ADDR="10.9.8.7")
    assert ["shared" in other.get(f"{path}?s={mine.sharer.code}").cookies for _n in range(3)] == [True, True, False]


def test_a_link_is_made_once_and_brings_a_bonus_and_its_credit_is_used_with_a_press(client, homes):
    terms(at=now() - WINDOW * 2)
    mine, tea = person("邓有财"), product(price=10_000, group_price=None)
    client.force_login(mine)
    path = f"/en/products/{tea.slug}/"
    assert f"/en/my/sharing/?to={path}" in client.get(path).content.decode()
    assert "/my/sharing/" not in Client().get(path).content.decode()
    page = client.get(f"/en/my/sharing/?to={path}").content.decode()
    assert "Give me my link" in page
    for _n in range(2):
        client.post("/en/my/sharing/begin/", {"to": path})
    link = client.get(f"/en/my/sharing/?to={path}").context["link"]
    assert link == f"http://testserver{path}?s={Sharer.objects.get().code}"
    for elsewhere in (
        "https://elsewhere.example/en/products/x/",
        "//elsewhere.example/",
        "/en/my/data/",
        "/en/products/../my/",
    ):
        assert "/en/market/?s=" in client.get("/en/my/sharing/", {"to": elsewhere}).context["link"].replace(
            "/en/products/x/", "/en/market/"
        )

    friend = Client()
    friend.get(link)
    order = pressed(friend, bought(friend, tea))
    assert Bonus.objects.get().order == order
    received(order, at=now())
    look_over(at=now())
    assert "about ¥10" in client.get("/en/my/sharing/").content.decode()
    Bonus.objects.update(look_at=now())
    bonus = earned(tea, mine, at=now() - WINDOW)
    assert bonus.amount == 1000

    check = bought(client, tea, phone="138 0731 4421")
    assert "Use my credit: ¥10 off" in check.content.decode()
    client.post("/en/checkout/credit/", {"credit": "use"})
    check = client.get("/en/checkout/check/")
    assert (check.context["quote"].total, "−¥10" in check.content.decode()) == (9000, True)
    client.post("/en/checkout/credit/", {"credit": "no"})
    assert client.get("/en/checkout/check/").context["quote"].total == 10_000
    client.post("/en/checkout/credit/", {"credit": "use"})
    order = pressed(client, client.get("/en/checkout/check/"))
    assert (order.total, order.credit_spent.amount) == (9000, 1000)
    assert client.session["checkout"]["credit"] is False
    assert "Credit from sharing" in client.get(f"/en/orders/{order.number}/").content.decode()


def test_the_page_of_ones_own_says_why_and_costs_the_same_for_many(client, homes):
    terms(at=now() - WINDOW * 2)
    mine, tea = person("邓有财"), product(price=10_000, group_price=None)
    begin_sharing(by=mine, at=now())
    client.force_login(mine)

    def shown() -> tuple[int, str]:
        client.get("/zh-hans/my/sharing/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/zh-hans/my/sharing/").content.decode()
        return len(queries), page

    earned(tea, mine, at=now() - WINDOW)
    received(ordered(tea, by_link_of=mine, buyer=mine, at=now()), at=now())
    look_over(at=now())
    one, page = shown()
    assert all(words in page for words in ("这是您自己的订单。", "已到账", "还剩 ¥10", "朋友通过您的链接"))
    for _n in range(19):
        ordered(tea, by_link_of=mine, at=now())
    many, page = shown()
    assert (many, page.count("已下单，还没付款"), "before=" in page) == (one, 19, True)


def test_the_rules_are_public_and_have_the_figures_of_the_terms(client, homes):
    assert "has not set any terms yet" in client.get("/en/sharing/rules/").content.decode()
    manager = person("何主任", role=Role.FRANCHISE_MANAGER)
    client.force_login(manager)
    given = {
        "is_on": "on", "basis_points": "百分之2.5", "monthly_cap": "80块", "window_days": "十二", "remember_days": "15", "credit_days": "90",
        "order_share": "四十 %", "points_review": "5", "points_daily": "15",
    }  # fmt: skip
    for name, wrong in {
        "basis_points": "21",
        "window_days": "7",
        "credit_days": "3",
        "order_share": "95",
        "monthly_cap": "many",
    }.items():
        refused = client.post("/en/franchise/bonuses/terms/", given | {name: wrong}).context["form"].errors
        assert refused.keys() == {name}
        assert refused[name][0].isascii()
    assert not BonusTerms.objects.exists()
    client.post("/en/franchise/bonuses/terms/", given)
    for language, said in (
        ("en", ("2.5%", "12 days", "90 days", "¥80", "40%", "¥2.50")),
        ("zh-hans", ("2.5%", "12 天", "90 天", "¥80", "40%")),
    ):
        page = Client().get(f"/{language}/sharing/rules/").content.decode()
        assert [words for words in said if words not in page] == []


def test_a_manager_sees_what_looks_odd_and_withholds_it_with_reasons(client, homes):
    terms(at=now() - WINDOW * 2)
    mine, tea = person("邓有财"), product(price=10_000, group_price=None)
    begin_sharing(by=mine, at=now())
    made = [received(ordered(tea, by_link_of=mine, device="feedfacefeedface", at=now()), at=now()) for _n in range(2)]
    look_over(at=now())
    manager = person("何主任", role=Role.FRANCHISE_MANAGER)
    client.force_login(manager)
    page = client.get("/en/franchise/bonuses/").content.decode()
    assert "One phone or computer, several buyers or sharers" in page
    assert made[0].number in page
    bonus = Bonus.objects.get(order=made[0])
    client.post(f"/en/franchise/bonuses/{bonus.pk}/", {"do": "withhold", "reasons": ""})
    assert not Bonus.objects.filter(is_withheld=True).exists()
    client.post(f"/en/franchise/bonuses/{bonus.pk}/", {"do": "withhold", "reasons": "同一部手机"})
    reader = Client()
    reader.force_login(mine)
    assert "同一部手机" in reader.get("/zh-hans/my/sharing/").content.decode()
    client.post(f"/en/franchise/bonuses/{bonus.pk}/", {"do": "release"})
    assert not Bonus.objects.filter(is_withheld=True).exists()
