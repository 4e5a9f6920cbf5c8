"""Paying an order on the site: who may, by what means, there and back, transfers with their pictures, practice."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.operations import grant_role
from common.clock import now
from shops.orders.models import Order
from shops.payments.models import Payment, Proof
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import begun
from tests.factories.people import person
from tests.factories.photos import picture

pytestmark = pytest.mark.django_db
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) Chrome/126"
PHONE = "Mozilla/5.0 (Linux; Android 10; Redmi) Mobile Chrome/126"
WECHAT = f"{PHONE} MicroMessenger/8.0"
ACCOUNT = {"payee": "江华瑶都优选", "bank": "农行江华支行", "number": "6228 0000 0000 0001"}


@pytest.fixture
def buyer(client, homes):
    made = person("刘燕", language="en")
    client.force_login(made)
    return made


@pytest.fixture
def waiting(buyer, companies) -> Order:
    return order(product(price=4900, group_price=None), packs=2, buyer=buyer, way="wechat", at=now())


@pytest.fixture
def transfer(buyer, settings, companies) -> Payment:
    """A try at paying by transfer."""
    settings.BANK_ACCOUNT = ACCOUNT
    return begun(order(product(price=4900, group_price=None), buyer=buyer, way="bank", at=now()), at=now())


def at(one: Order, more: str = "") -> str:
    return f"/en/orders/{one.number}/pay/{more}"


def press(client, one: Order, way: str, agent: str = DESKTOP):
    return client.post(at(one), {"way": way}, headers={"User-Agent": agent})


def test_who_placed_an_order_pays_it_and_nobody_else_finds_it(client, waiting):
    page = client.get(at(waiting)).content.decode()
    assert all(words in page for words in ("Pay ¥98", "Go on: WeChat Pay", "Rather: Alipay"))
    client.force_login(person("别人"))
    for path in ("", "back/", "state/"):
        assert (path, client.get(at(waiting, path)).status_code) == (path, 404)
    assert press(client, waiting, "wechat").status_code == 404
    client.logout()
    assert client.get(at(waiting)).status_code == 404
    assert Payment.objects.count() == 0


def test_a_guest_pays_in_the_browser_that_ordered_and_in_no_other(client, homes, companies):
    one = order(product(), way="wechat", at=now())
    assert client.get(at(one)).status_code == 404
    session = client.session
    session["orders"] = [one.number]
    session.save()
    assert client.get(at(one)).status_code == 200
    assert press(client, one, "wechat")["Location"] == at(one, f"{Payment.objects.get().number}/")


@pytest.mark.parametrize(
    ("way", "agent", "means"),
    [
        ("wechat", DESKTOP, "native"), ("wechat", PHONE, "h5"), ("wechat", WECHAT, "jsapi"),
        ("alipay", DESKTOP, "page"), ("alipay", PHONE, "wap"),
    ],
)  # fmt: skip
def test_each_browser_is_led_to_the_means_it_can_pay_by(client, waiting, companies, way, agent, means):
    if means == "jsapi":
        session = client.session
        session["wechat_payer"] = "o-buyer1"
        session.save()
    to = [press(client, waiting, way, agent)["Location"] for _time in range(2)]
    payment = Payment.objects.get()
    assert (payment.means, to[0]) == (means, to[1])
    away = means in ("h5", "page", "wap")
    assert to[0].startswith("http" if away else at(waiting, payment.number))
    if not away:
        page = client.get(to[0]).content.decode()
        assert ("<svg" in page, "data-dialog" in page) == (True, means == "jsapi")


def test_within_wechat_it_says_who_pays_first_and_comes_back(client, waiting, companies, settings):
    asked = press(client, waiting, "wechat", WECHAT)["Location"]
    assert Payment.objects.count() == 0
    path = asked.partition("/wechat")[2].partition("#")[0]
    back = companies.answer("GET", f"/wechat{path}", {}, b"")[1]["Location"]
    parts = urlsplit(back)
    assert parts.path == "/paying/wechat/payer/"
    assert client.get(f"{parts.path}?{parts.query}")["Location"] == at(waiting)
    assert client.session["wechat_payer"] == "o-buyer1"
    press(client, waiting, "wechat", WECHAT)
    assert Payment.objects.get().means == "jsapi"
    state = parse_qs(parts.query)["state"][0]
    assert client.get(parts.path, {"code": "x", "state": f"{state}x"}, follow=True).status_code == 404


def test_back_before_the_notification_the_company_is_asked(client, waiting, companies):
    press(client, waiting, "wechat")
    Payment.objects.update(ask_at=now())  # some time ago
    companies.wechat.books.pay(Payment.objects.get().number)
    assert client.get(at(waiting, "back/"))["Location"] == f"/en/orders/{waiting.number}/"
    assert Order.objects.get().state == "confirmed"
    assert client.get(at(waiting))["Location"] == f"/en/orders/{waiting.number}/"  # the back button


def test_back_without_having_paid_it_says_so_and_asks_no_company_twice_in_a_moment(client, waiting, companies):
    press(client, waiting, "wechat")
    for _time in range(2):
        answer = client.get(at(waiting, "back/"), follow=True)
    assert answer.redirect_chain[-1][0] == at(waiting)
    assert "We have not heard of your payment yet." in answer.content.decode()
    assert (Payment.objects.get().asked, Order.objects.get().state) == (1, "waiting")


def test_a_page_that_waits_is_told_when_there_is_something_new(client, waiting, companies):
    press(client, waiting, "wechat")
    assert client.get(at(waiting, "state/")).json() == {"waits": True, "to": f"/en/orders/{waiting.number}/"}
    Payment.objects.update(ask_at=now())
    companies.wechat.books.pay(Payment.objects.get().number)
    assert client.get(at(waiting, "state/")).json()["waits"] is False


def test_a_company_that_is_silent_is_said_and_nothing_is_lost(client, waiting, companies):
    companies.wechat.books.silent = True
    answer = client.post(at(waiting), {"way": "wechat"}, follow=True)
    assert "This way of paying does not answer just now." in answer.content.decode()
    companies.wechat.books.silent = False
    assert press(client, waiting, "wechat")["Location"] == at(waiting, f"{Payment.objects.get().number}/")


@pytest.mark.parametrize("way", ["", "cash", "practice", "bitcoin"])
def test_a_way_that_is_not_offered_begins_nothing(client, waiting, way):
    assert press(client, waiting, way)["Location"] == at(waiting)
    assert Payment.objects.count() == 0


def hand_in(client, payment: Payment, raw: bytes, name: str = "proof.jpg"):
    file = SimpleUploadedFile(name, raw, content_type="image/jpeg")
    return client.post(at(payment.order, f"{payment.number}/proof/"), {"picture": file}, follow=True).content.decode()


def test_a_transfer_shows_the_account_and_takes_its_picture_once(client, transfer):
    page = client.get(at(transfer.order, f"{transfer.number}/")).content.decode()
    assert all(words in page for words in (*ACCOUNT.values(), "¥49", transfer.order.number))
    for _time in range(2):
        assert "We have your picture." in hand_in(client, transfer, picture())
    assert Proof.objects.get().state == "waiting"


def test_what_is_no_picture_too_large_or_missing_is_said_and_not_kept(client, transfer):
    assert "We have your picture." not in hand_in(client, transfer, b"%PDF-1.7 no picture")
    assert "We have your picture." not in hand_in(client, transfer, b"\xff\xd8" + b"0" * 15 * 1024 * 1024)
    assert (
        "Choose the picture or screenshot"
        in client.post(at(transfer.order, f"{transfer.number}/proof/"), follow=True).content.decode()
    )
    assert Proof.objects.count() == 0


def test_a_sixth_picture_is_not_kept(client, transfer):
    for n in range(6):
        said = hand_in(client, transfer, picture(colour=f"#{n}{n}{n}"))
    assert "We have five pictures" in said
    assert Proof.objects.count() == 5


@pytest.fixture
def manager(client, transfer):
    """Who looks at the picture that was handed in."""
    hand_in(client, transfer, picture())
    made = person("冯志强", language="en")
    grant_role(user=made, role="franchise manager", by=None, at=now())
    client.force_login(made)
    return made


def look(client, proof: Proof, **facts):
    return client.post(f"/en/franchise/transfers/{proof.pk}/", facts)


def test_a_manager_says_that_the_money_came_and_one_transfer_pays_one_order(client, manager, transfer, buyer):
    proof = Proof.objects.get()
    assert transfer.order.number in client.get("/en/franchise/transfers/").content.decode()
    assert client.get(f"/en/franchise/transfers/{proof.pk}/picture/")["Content-Type"] == "image/jpeg"
    assert "Write the transfer’s number" in look(client, proof, do="came", number=" ").content.decode()
    assert look(client, proof, do="came", number="ABC-1").status_code == 302
    assert (Order.objects.get().state, Payment.objects.get().provider_number) == ("confirmed", "ABC-1")
    other = begun(order(product(), buyer=buyer, way="bank", at=now()), at=now())
    second = Proof.objects.create(payment=other, sha256="0" * 64, sent_at=now())
    assert "paid another order" in look(client, second, do="came", number="ABC-1").content.decode()
    other.order.refresh_from_db()
    assert (other.order.state, Proof.objects.get(pk=second.pk).state) == ("waiting", "waiting")


def test_a_manager_refuses_with_words_that_the_buyer_reads(client, manager, transfer, buyer):
    proof = Proof.objects.get()
    assert "Say why" in look(client, proof, do="not", words="").content.decode()
    look(client, proof, do="not", words="少了十元")
    assert (
        "Somebody was faster"
        in client.post(f"/en/franchise/transfers/{proof.pk}/", {"do": "came", "number": "A"}, follow=True).content.decode()
    )
    assert (Proof.objects.get().state, Order.objects.get().state) == ("refused", "waiting")
    client.force_login(buyer)
    assert "少了十元" in client.get(at(transfer.order, f"{transfer.number}/")).content.decode()


def test_practice_is_offered_to_the_shops_own_people_only_and_pays_nothing(client, buyer, companies):
    goods = product(price=4900, group_price=None)
    client.post("/en/basket/put/", {"offer": goods.variants.get().offer.pk, "packs": "1"})
    assert 'value="practice"' not in client.get("/en/checkout/").content.decode()
    goods.shop.owner = buyer
    goods.shop.save()
    assert 'value="practice"' in client.get("/en/checkout/").content.decode()
    practised = order(goods, buyer=buyer, way="practice", at=now())
    page = client.get(at(practised)).content.decode()
    assert "Practice: nobody pays" in page
    assert "Rather:" not in page
    assert press(client, practised, "wechat")["Location"] == at(practised)
    trying = press(client, practised, "practice")["Location"]
    for _time in range(2):
        assert client.post(f"{trying}practised/")["Location"] == f"/en/orders/{practised.number}/"
    assert list(Payment.objects.values_list("way", "state")) == [("practice", "paid")]


def test_a_real_payment_is_not_practised(client, waiting, companies):
    trying = press(client, waiting, "wechat")["Location"]
    assert client.post(f"{trying}practised/").status_code == 404
    assert Payment.objects.get().state == "started"


def test_the_pages_of_paying_cost_the_same_however_much_is_bought(
    client, buyer, settings, companies, django_assert_num_queries
):
    settings.BANK_ACCOUNT = ACCOUNT
    one, many = product(), [product() for _n in range(8)]
    for goods in ([one], many):
        placed = order(*goods, buyer=buyer, way="bank", at=now())
        tried = begun(placed, at=now())
        client.get(at(placed))
        with django_assert_num_queries(6):
            client.get(at(placed))
        with django_assert_num_queries(8):
            client.get(at(placed, f"{tried.number}/"))


def test_the_list_of_transfers_costs_the_same_for_one_and_for_ten(client, manager, transfer, buyer, django_assert_num_queries):
    client.get("/en/franchise/transfers/")
    for n in range(9):
        Proof.objects.create(payment=transfer, sha256=f"{n}" * 64, sent_at=now())
        with django_assert_num_queries(4):
            client.get("/en/franchise/transfers/")
