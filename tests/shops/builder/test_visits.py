"""Approved rooms, activities and walks become rows of the shop, each once; then they are the owner's."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from common.models import AuditEntry
from shops.builder.generating import generate_shop
from shops.builder.models import Placement
from shops.builder.operations import NotChangeable
from shops.builder.visits import change_visit, place_visits
from shops.franchise.models import Shop
from shops.visits.models import Visit, VisitPhoto
from tests.factories import assessment as make
from tests.factories import shops
from tests.factories.people import person
from tests.factories.photos import photo
from tests.factories.visits import visit

ROOM = {
    "name_zh_hans": "木楼客房", "name_en": "", "is_shown": "on", "price": "一百三十", "months": ["4", "3"], "rooms": "三", "beds": "2",
    "most": "3", "included_zh_hans": "早饭", "included_en": "", "registration": "江公备 9",
    "registration_until": "2027年3月1日", "about_zh_hans": "", "about_en": "",
    "come_zh_hans": "村口", "come_en": "", "phone": "",
}  # fmt: skip


@pytest.fixture
def asked(course):
    return make.optional(course[0].translation_key)


@pytest.fixture
def own(client, db):
    """An open shop with its owner signed in."""
    made = shops.shop()
    client.force_login(made.owner)
    return made


def test_the_press_makes_the_section_of_what_was_approved(sewn, asked, mentor):
    mine, others = photo(sewn.trainee), photo(person("别人"), colour="#c2272b")
    shown = [{"photo": mine.pk, "caption": "窗"}, {"photo": others.pk, "caption": ""}]
    make.approved(sewn, asked["room"], mentor=mentor, photos=shown, cover=mine.pk, about="Look at <b>tea</b>")
    make.approved(sewn, asked["tour"], mentor=mentor)
    make.sent(sewn, asked["activity"])
    shop = generate_shop(enrolment=sewn, by=sewn.trainee, at=make.NOW)
    room, tour = shop.visits.order_by("position")
    assert (room.kind, room.rooms, room.most, room.price, room.months) == ("room", 2, 3, 12000, [3, 4, 5])
    assert (room.about_en, room.about_zh_hans or "", room.name_en) == ("Look at <b>tea</b>", "", "Room in the wooden house")
    assert (tour.kind, tour.minutes, tour.least, tour.most, tour.stops) == ("tour", 90, 1, 15, "风雨桥\n鼓楼坪")
    assert list(VisitPhoto.objects.values_list("visit", "photo", "caption")) == [(room.pk, mine.pk, "窗")]
    assert generate_shop(enrolment=sewn, by=sewn.trainee, at=make.NOW) == shop
    assert Visit.objects.count() == Placement.objects.count() == 2


def test_what_is_approved_later_is_put_in_once_and_changes_stay(sewn, asked, mentor, client):
    shop = generate_shop(enrolment=sewn, by=sewn.trainee, at=make.NOW)
    make.approved(sewn, asked["room"], mentor=mentor)
    client.force_login(sewn.trainee)
    assert "有 1 样通过了" in client.get(reverse("builder:change_visits")).content.decode()
    for said in ("有 1 样摆进您的店里了。", "通过的都已经在您店里了。"):
        answer = client.post(reverse("builder:place_visits"))
        assert [str(message) for message in get_messages(answer.wsgi_request)][-1] == said
    (room,) = Visit.objects.all()
    change_visit(visit=room, by=sewn.trainee, at=make.NOW, changes={"price": 15000})
    assert place_visits(shop=shop, by=sewn.trainee, at=make.NOW) == []
    assert Visit.objects.get().price == 15000
    assert AuditEntry.objects.filter(action="place visits").count() == 1


def test_the_owner_changes_it_in_words_of_their_own(client, own):
    room = visit("room", of=own)
    url = reverse("builder:change_visit", args=[room.pk])
    assert client.post(url, ROOM)["Location"] == reverse("builder:change_visits")
    room.refresh_from_db()
    assert (room.name_zh_hans, room.price, room.months, room.rooms) == ("木楼客房", 13000, [3, 4], 3)
    assert room.registration_until == date(2027, 3, 1)
    page = client.post(url, {**ROOM, "beds": "0", "price": "many", "months": []}).content.decode()
    for said in ("请写一间有几张床，1 到 20，例如 2。", 'value="many"', "三"):
        assert said in page
    room.refresh_from_db()
    assert (room.beds, room.price) == (2, 13000)
    assert client.post(url, {**ROOM, "is_shown": ""}).status_code == 302
    assert not Visit.objects.shown().exists()


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("activity", {"least": "11"}, "most"),
        ("tour", {"stops_zh_hans": "一站"}, "stops_zh_hans"),
        ("tour", {"phone": "x"}, "phone"),
    ],
)
def test_what_cannot_be_is_explained(client, own, kind, given, field):
    row = visit(kind, of=own)
    whole = {
        "name_zh_hans": "走走", "price": "20", "months": ["3"], "minutes": "60", "least": "2", "most": "10", "come_zh_hans": "村口",
        "safety_zh_hans": "慢走", "bring_zh_hans": "帽子", "stops_zh_hans": "桥\n坪", "meeting_zh_hans": "桥头",
    }  # fmt: skip
    answer = client.post(reverse("builder:change_visit", args=[row.pk]), {**whole, **given})
    assert list(answer.context["form"].errors) == [field]
    assert Visit.objects.get().name_zh_hans == row.name_zh_hans


def test_its_photographs_are_changed_like_those_of_goods(client, own):
    row, taken = visit("tour", of=own), photo(own.owner)
    VisitPhoto.objects.create(visit=row, photo=taken, position=1)
    url = reverse("builder:visit_photos", args=[row.pk])
    assert client.post(url, {"do": "save", f"caption-{taken.pk}": "桥"})["Location"] == reverse(
        "builder:change_visit", args=[row.pk]
    )
    assert VisitPhoto.objects.get().caption == "桥"
    assert client.post(url, {"do": f"remove-{taken.pk}"}).status_code == 302
    assert not VisitPhoto.objects.exists()


def test_a_shop_before_its_inspector_stays_as_it_is(own):
    row = visit("room", of=own)
    Shop.objects.filter(pk=own.pk).update(state=Shop.State.SENT)
    for act, given in ((change_visit, {"visit": row, "changes": {"price": 1}}), (place_visits, {"shop": own})):
        with pytest.raises(NotChangeable):
            act(**given, by=own.owner, at=make.NOW)
    assert Visit.objects.get().price == 12000


def test_the_page_costs_the_same_for_one_and_for_twenty(client, own, django_assert_num_queries):
    costs = []
    for more in (1, 19):
        for _ in range(more):
            visit("activity", of=own)
        with django_assert_num_queries(8):
            costs.append(client.get(reverse("builder:change_visits")).content.decode().count("上坡采茶"))
    assert costs == [2, 40]


def test_another_owner_finds_none_of_it(client, own):
    row = visit("room")
    for name in ("change_visit", "visit_photos"):
        assert client.post(reverse(f"builder:{name}", args=[row.pk]), ROOM).status_code == 404
    assert Visit.objects.get().name_zh_hans == row.name_zh_hans
