"""A buyer's page of a review: for who placed the order, in this browser or signed in; what is typed and photographed stays."""

import re
from datetime import timedelta

import pytest
from PIL import Image

from common.clock import now
from shops.orders.models import OrderLine
from shops.reviews.models import CustomerReview, Rating
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person
from tests.factories.photos import picture, upload
from tests.factories.reviews import received, review
from uploads.models import Photo
from uploads.sweeping import sweep_guests

pytestmark = pytest.mark.django_db


def path_of(line: OrderLine) -> str:
    return f"/en/orders/{line.parcel.order.number}/lines/{line.pk}/review/"


@pytest.fixture
def line(client, homes):
    """Of an order that a guest placed in this browser."""
    (made,) = received(product())
    session = client.session
    session["orders"] = [made.parcel.order.number]
    session.save()
    return made


def kept_photos(page: str) -> list[str]:
    return re.findall(r'name="photo" value="([^"]+)"', page)


def test_a_guest_says_how_it_was_and_pressing_again_says_it_once(client, line):
    order_page = f"/en/orders/{line.parcel.order.number}/"
    assert "Say how it was" in client.get(order_page).content.decode()
    for _n in range(2):
        answer = client.post(path_of(line), {"stars": "4", "text": "汤色黄亮", "new": [upload()]})
        assert answer["Location"] == order_page
    said = CustomerReview.objects.get()
    assert (said.stars, said.text, said.signed, said.shots.count(), Rating.objects.get().fours) == (4, "汤色黄亮", "刘**", 1, 1)
    page = client.get(order_page).content.decode()
    assert "Your review" in page
    assert "Say how it was" not in page
    page = client.get(path_of(line)).content.decode()
    assert "You may change it until" in page
    assert "signed Liu**" in page


def test_it_is_changed_and_taken_back(client, line):
    client.post(path_of(line), {"stars": "4", "text": "汤色黄亮", "new": [upload()]})
    (key,) = kept_photos(client.get(path_of(line)).content.decode())
    client.post(path_of(line), {"stars": "2", "text": "第二泡就淡了", "photo": key})
    said = CustomerReview.objects.get()
    assert (said.stars, said.text, said.shots.count()) == (2, "第二泡就淡了", 1)
    client.post(path_of(line), {"stars": "2", "text": "第二泡就淡了"})
    assert said.shots.count() == 0
    client.post(path_of(line) + "withdraw/")
    said.refresh_from_db()
    assert (said.state, Rating.objects.get().twos) == ("withdrawn", 0)
    assert "You have taken your review back" in client.get(path_of(line)).content.decode()


def test_after_seven_days_it_stays(client, line):
    client.post(path_of(line), {"stars": "4", "text": "汤色黄亮"})
    CustomerReview.objects.update(written_at=now() - timedelta(days=8))
    client.post(path_of(line), {"stars": "1", "text": "别的"})
    assert CustomerReview.objects.get().stars == 4
    page = client.get(path_of(line)).content.decode()
    assert "Seven days are over" in page
    assert 'name="stars"' not in page


def test_what_has_not_come_is_not_asked_about(client, homes):
    buyer = person("刘燕")
    order(product(), buyer=buyer, way="cash")
    client.force_login(buyer)
    line = OrderLine.objects.select_related("parcel__order").get()
    for answer in (client.get(path_of(line)), client.post(path_of(line), {"stars": "5"})):
        assert answer["Location"] == f"/en/orders/{line.parcel.order.number}/"
    assert "/review/" not in client.get(f"/en/orders/{line.parcel.order.number}/").content.decode()
    assert CustomerReview.objects.count() == 0


@pytest.mark.parametrize("who", ["another guest", "another person", "the shop"])
def test_strangers_find_nothing_and_change_nothing(client, homes, who):
    (line,) = received(product(), buyer=person("刘燕") if who != "another guest" else None)
    if who != "another guest":
        client.force_login(line.parcel.shop.owner if who == "the shop" else person("别人"))
    answers = [client.get(path_of(line)), client.post(path_of(line), {"stars": "1"}), client.post(path_of(line) + "withdraw/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert CustomerReview.objects.count() == 0


def test_a_link_farm_is_refused_in_words_and_all_that_was_typed_and_photographed_stays(client, line):
    farm = " ".join(f"https://tea{n}.example.com/buy" for n in range(9))
    page = client.post(path_of(line), {"stars": "5", "text": f"好茶 {farm}", "new": [upload()]}).content.decode()
    assert "Leave the link out" in page
    assert "https://tea8.example.com/buy" in page
    assert 'value="5" checked' in page
    (key,) = kept_photos(page)
    assert CustomerReview.objects.count() == 0
    client.post(path_of(line), {"stars": "5", "text": "好茶", "photo": key})
    assert CustomerReview.objects.get().shots.get().photo == Photo.objects.get()


def test_without_stars_it_says_so_and_keeps_the_words(client, line):
    page = client.post(path_of(line), {"stars": "9", "text": "汤色黄亮"}).content.decode()
    assert "Choose one of the five." in page
    assert "汤色黄亮" in page
    assert CustomerReview.objects.count() == 0


def test_hostile_pictures_are_refused_by_name_and_the_rest_is_kept(client, line):
    files = [upload(b"<svg onload=alert(1)>", "evil.svg"), upload(b"MZ" + b"\0" * 900, "run.jpg"), upload(name="good.jpg")]
    page = client.post(path_of(line), {"stars": "5", "text": "好", "new": files}).content.decode()
    assert page.count("is not a photo we can read") == 2
    assert "evil.svg" in page
    assert (len(kept_photos(page)), Photo.objects.count(), CustomerReview.objects.count()) == (1, 1, 0)


def test_place_and_time_in_a_photograph_do_not_stay(client, line):

    exif = Image.Exif()
    exif[0x010F] = "SpyPhone"
    client.post(path_of(line), {"stars": "5", "new": [upload(picture(exif=exif))]})
    photo = Photo.objects.get()
    assert photo.owner is None
    assert b"SpyPhone" not in photo.original.read()


def test_a_fifth_photograph_and_somebody_elses_are_left_out(client, line):
    other = Photo.objects.create(sha256="0" * 64, width=900, height=900, state="ready", created_at=now())
    files = [upload(picture(colour=f"#5b9c{n}0"), f"{n}.jpg") for n in range(5)]
    page = client.post(path_of(line), {"stars": "5", "new": files, "photo": [str(other.pk), f"{other.pk}:forged"]})
    assert "Four photos are enough" in page.content.decode()
    assert len(kept_photos(page.content.decode())) == 4
    assert CustomerReview.objects.count() == 0


def test_pressed_too_often_nothing_more_is_taken_in(client, line, settings):
    settings.ACCOUNT_RATE_LIMITS = {"review": "1/h/key"}
    client.post(path_of(line), {"text": "好"})
    page = client.post(path_of(line), {"stars": "5", "text": "汤色黄亮", "new": [upload()]}).content.decode()
    assert "Wait an hour" in page
    assert "汤色黄亮" in page
    assert (Photo.objects.count(), CustomerReview.objects.count()) == (0, 0)


def test_what_guests_sent_and_nobody_sees_is_swept_after_a_week(client, line, django_capture_on_commit_callbacks):
    client.post(path_of(line), {"stars": "5", "new": [upload()]})
    client.post(path_of(line), {"new": [upload(picture(colour="#000000"))]})
    shown = CustomerReview.objects.get().shots.get().photo
    assert Photo.objects.count() == 2
    week = now() + timedelta(days=8)
    assert [sweep_guests(at=at) for at in (now(), week, week)] == [0, 1, 0]
    assert Photo.objects.get() == shown


def test_an_order_page_costs_one_query_more_once_it_came(client, homes, django_assert_num_queries):
    buyer = person("刘燕")
    said = review(product(), buyer=buyer)
    client.force_login(buyer)
    with django_assert_num_queries(12):
        page = client.get(f"/en/orders/{said.line.parcel.order.number}/").content.decode()
    assert "Your review" in page
