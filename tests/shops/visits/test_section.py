"""What shoppers see of rooms, activities and walks, and what it costs."""

import gzip

import pytest

from cms.asked import Asked
from common.templatetags.words import telephone
from shops.visits.models import Visit
from shops.visits.queries import newest_visits, visits_of
from shops.visits.search import visits_found
from shops.visits.templatetags.visit_tags import guide_price, in_short, lasts
from tests.factories.catalogue import product
from tests.factories.shops import shop
from tests.factories.visits import photo, visit

pytestmark = pytest.mark.django_db
KINDS = ("room", "activity", "tour")
SHOP_QUERIES = 12


def page(client, made, language="zh-hans"):
    return client.get(f"/{language}/shops/{made.slug}/").content.decode()


def test_a_shop_front_costs_the_same_for_one_visit_and_for_twenty(client, django_assert_num_queries):
    one, many = shop(), shop()
    photo(visit("room", of=one))
    for n in range(20):
        row = visit(KINDS[n % 3], of=many)
        photo(row)
        photo(row)
    for made in (one, many):
        product(of=made)
        page(client, made)
        with django_assert_num_queries(SHOP_QUERIES):
            words = page(client, made)
        assert len(gzip.compress(words.encode())) < 8_000, len(words.encode())
        assert len(words.encode()) < 50_000
    assert words.count('<li id="visit-') == 20


def test_the_section_says_what_one_decides_by_and_that_it_cannot_be_booked(client):
    made = shop()
    rows = [visit(kind, of=made) for kind in KINDS]
    Visit.objects.filter(pk=rows[1].pk).update(phone="139 0000 0015", name_zh_hans="<script>alert(1)</script>")
    words = page(client, made)
    for said in ("来做客", "这里还不能网上预订。请先打电话，说好日子再来。", "¥120 一晚", "每人 ¥38", "江公备 2026-0312"):
        assert said in words
    assert telephone("139 0000 0015") in words
    assert "县里的服务电话" in words
    assert "<script>alert(1)" not in words
    assert words.count('<i class="y">') == 12
    english = page(client, made, "en")
    for said in ("Visit us", "2 rooms · 2 beds in each · for up to 3 guests", "2 h 30 min · 2 to 10 people", "1 h 30 min"):
        assert said in english


def test_no_text_of_a_visit_becomes_a_script(client):
    hostile = "<script>alert(1)</script>"
    texts = ("name", "about", "included", "bring", "safety", "stops", "meeting", "come")
    words = {f"{name}_{language}": hostile for name in texts for language in ("zh_hans", "en")}
    made = shop()
    for kind in KINDS:
        visit(kind, of=made, **words, registration=hostile, phone="<script>")
    for language in ("zh-hans", "en"):
        assert "<script>" not in page(client, made, language).split('id="visit"')[1]


def test_without_rows_there_is_no_section_and_hidden_ones_stay_hidden(client):
    made = shop()
    assert "来做客" not in page(client, made)
    visit("room", of=made, registration="")
    visit("tour", of=made, is_shown=False)
    assert visits_of(made) == []
    assert "来做客" not in page(client, made)


def test_only_open_shops_are_listed_in_turn_and_found(client, django_assert_num_queries):
    closed = visit("room", of=shop(state="draft"))
    first = visit("activity")
    second = visit("tour", of=first.shop)
    other = visit("room")
    with django_assert_num_queries(1):
        assert newest_visits(9) == [other, first, second]
    with django_assert_num_queries(1):
        assert list(visits_found(Asked("木楼"))) == [other]
    assert closed not in visits_found(Asked("木楼"))
    assert f"/zh-hans/shops/{other.shop.slug}/#visit-{other.pk}" in client.get("/zh-hans/search/?q=木楼").content.decode()


def test_words_of_time_people_and_price():
    room, walk = visit("room", rooms=1, beds=1, most=1), visit("tour", least=4, most=4, minutes=60)
    assert [lasts(n) for n in (45, 60, 90)] == ["45 分钟", "1 小时", "1 小时 30 分钟"]
    assert in_short(room) == ["1 间房", "每间 1 张床", "最多住 1 人"]
    assert in_short(walk) == ["1 小时", "4 人"]
    assert (guide_price(room), guide_price(walk)) == ("¥120 一晚", "每人 ¥20")
