"""The market's pages: what they show, what they hide, and what they cost."""

from datetime import timedelta

import pytest
from django.core import signing

from common.clock import now
from courses.certificates import standing
from shops.franchise import preview
from shops.franchise.models import Helper, RetiredSlug, Shop
from tests.factories import certificates, cohorts
from tests.factories.catalogue import category, photo, product
from tests.factories.people import person
from tests.factories.shops import shop, township
from tests.factories.visits import visit

pytestmark = pytest.mark.django_db
QUERIES = {"market": 12, "category": 8, "product": 10, "shop": 10, "shops": 7}


@pytest.fixture
def places(homes):
    for slug, at in (("tuojiang", (25.19, 111.57)), ("shuikou", (24.99, 111.77)), ("mashi", (24.95, 111.98))):
        township(slug, slug, slug.title(), at)


def count_of(client, path: str, django_assert_num_queries, number: int) -> str:
    client.get(path)  # what is kept for ever (sites, content types) is read once
    with django_assert_num_queries(number):
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_market_costs_the_same_for_one_product_and_for_twenty(client, places, rows, django_assert_num_queries):
    for _ in range(rows):
        photo(product(harvest_months=[now().month]))
    page = count_of(client, "/zh-hans/market/", django_assert_num_queries, QUERIES["market"])
    assert page.count('class="card"') == min(rows, 8)


@pytest.mark.parametrize("rows", [1, 20])
def test_a_category_costs_the_same_for_one_product_and_for_twenty(client, places, rows, django_assert_num_queries):
    for _ in range(rows):
        photo(product())
    page = count_of(client, "/en/market/tea/", django_assert_num_queries, QUERIES["category"])
    assert page.count('class="card"') == rows


@pytest.mark.parametrize("rows", [1, 20])
def test_a_product_costs_the_same_with_one_neighbour_and_with_twenty(client, places, rows, django_assert_num_queries):
    made = product()
    for _ in range(rows):
        photo(product(of=made.shop))
        photo(made)
    page = count_of(client, f"/en/products/{made.slug}/", django_assert_num_queries, QUERIES["product"])
    assert page.count('class="card"') == min(rows, 4)


@pytest.mark.parametrize("rows", [1, 20])
def test_a_shop_front_costs_the_same_for_one_product_and_for_twenty(client, places, rows, django_assert_num_queries):
    made = shop()
    for _ in range(rows):
        photo(product(of=made))
    page = count_of(client, f"/en/shops/{made.slug}/", django_assert_num_queries, QUERIES["shop"])
    assert page.count('class="card"') == rows


@pytest.mark.parametrize("rows", [1, 20])
def test_the_map_of_shops_costs_the_same_for_one_shop_and_for_twenty(client, places, rows, django_assert_num_queries):
    for _ in range(rows):
        photo(product())
    page = count_of(client, "/en/shops/", django_assert_num_queries, QUERIES["shops"])
    assert page.count("Opened ") == rows
    assert f'aria-label="桥市乡: {rows} shop' in page or f'aria-label="Qiaoshi: {rows} shop' in page


@pytest.mark.parametrize("state", [s for s in Shop.State if s != Shop.State.OPEN])
def test_only_open_shops_and_their_goods_are_public(client, places, state):
    hidden = product(of=shop(state=state))
    for path in ("market/", "market/tea/", "shops/"):
        assert hidden.slug not in client.get(f"/en/{path}").content.decode()
        assert hidden.shop.slug not in client.get(f"/en/{path}").content.decode()
    assert client.get(f"/en/products/{hidden.slug}/").status_code == 404
    assert client.get(f"/en/shops/{hidden.shop.slug}/").status_code == 404


def test_a_draft_is_seen_by_its_owner_its_helper_and_the_inspector_and_by_no_other(client, places):
    draft = product(of=shop(state=Shop.State.DRAFT))
    helper, inspector, stranger = person("赵"), person("蒋", role="franchise manager"), person("陈")
    Helper.objects.create(shop=draft.shop, person=helper)
    for who, status in ((draft.shop.owner, 200), (helper, 200), (inspector, 200), (stranger, 404)):
        client.force_login(who)
        for path in (f"/en/shops/{draft.shop.slug}/", f"/en/products/{draft.slug}/"):
            answer = client.get(path)
            assert (who.name, path, answer.status_code) == (who.name, path, status)
            if status == 200:
                assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_signed_link_shows_a_draft_for_seven_days(client, places, monkeypatch):
    draft = shop(state=Shop.State.DRAFT)
    token = preview.token_for(draft)
    answer = client.get(f"/en/shops/{draft.slug}/?preview={token}")
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    later = signing.time.time() + timedelta(days=7, minutes=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(f"/en/shops/{draft.slug}/?preview={token}").status_code == 404


@pytest.mark.parametrize("token", ["forged", "x:y:z", signing.dumps(1, salt="another")], ids=["word", "shape", "salt"])
def test_a_forged_link_shows_nothing(client, places, token):
    draft = shop(state=Shop.State.DRAFT)
    assert client.get(f"/en/shops/{draft.slug}/?preview={token}").status_code == 404


def test_a_link_to_one_draft_does_not_show_another(client, places):
    mine, other = shop(state=Shop.State.DRAFT), shop(state=Shop.State.DRAFT)
    assert client.get(f"/en/shops/{other.slug}/?preview={preview.token_for(mine)}").status_code == 404


def test_an_old_address_leads_to_the_shop_for_ever(client, places):
    made = shop()
    RetiredSlug.objects.create(shop=made, slug="old-name", retired_at=now())
    answer = client.get("/en/shops/old-name/")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/shops/{made.slug}/")


def test_the_old_address_of_a_draft_says_nothing(client, places):
    RetiredSlug.objects.create(shop=shop(state=Shop.State.DRAFT), slug="old-name", retired_at=now())
    assert client.get("/en/shops/old-name/").status_code == 404


def test_a_printed_code_opens_the_shop_in_the_readers_language(client, places):
    made = shop()
    answer = client.get(f"/s/{made.slug}", headers={"accept-language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/shops/{made.slug}/")


def test_a_category_is_narrowed_by_season_price_and_township(client, places):
    cheap = product(price=900, group_price=None, harvest_months=[now().month])
    dear = product(price=9900, harvest_months=[(now().month + 5) % 12 + 1], of=shop(township="mashi"))
    names = lambda query: [p.slug for p in client.get(f"/en/market/tea/{query}").context["page"].goods]  # noqa: E731
    assert names("?sort=price") == [cheap.slug, dear.slug]
    assert names("?season=now") == [cheap.slug]
    assert names("?from=mashi") == [dear.slug]
    assert names("?from=mashi&season=now") == []
    assert names("?page=many") == [dear.slug, cheap.slug]


def test_a_product_says_both_prices_the_price_of_500_g_and_is_put_into_the_basket(client, places):
    made = product(price=4900, group_price=3800)
    page = client.get(f"/en/products/{made.slug}/").content.decode()
    for words in ("¥38", "in a group of 3", "¥49 alone", "¥98 for 500 g", "¥76 in a group", "Into the basket, ¥49",
                  "Drawing, not a photo", "PJ-0328-02", "Hunan free", "The rest of China ¥12, free over ¥99"):  # fmt: skip
        assert words in page
    photo(made)
    assert "Drawing, not a photo" not in client.get(f"/en/products/{made.slug}/").content.decode()


def test_words_of_people_are_shown_as_text(client, places):
    made = product(of=shop(story_zh_hans="<script>alert(1)</script>"), about_zh_hans="<img src=x onerror=alert(1)>")
    page = client.get(f"/zh-hans/shops/{made.shop.slug}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in client.get(f"/zh-hans/products/{made.slug}/").content.decode()


def test_an_empty_category_says_what_to_do(client, places):
    category("oils", "食用油", "Oils", 2)
    page = client.get("/en/market/oils/").content.decode()
    assert "No open shop sells these yet" in page
    assert "See the other categories" in page


def test_a_shop_is_a_graduates_only_while_the_certificate_stands(client, places):
    run = cohorts.cohort(certificates.camp(1))
    certificate = certificates.certificate(cohorts.enrolment(run))
    made = shop(certificate_number=certificate.number)
    sold, boss = product(of=made), person(role="programme manager")
    client.force_login(boss)
    seen = []
    for change in (None, standing.revoke, standing.reinstate):
        if change:
            change(certificate=certificate, by=boss, reason="错发", at=now())
        client.logout()
        front = client.get(f"/en/shops/{made.slug}/").content.decode()
        goods = client.get(f"/en/products/{sold.slug}/").content.decode()
        client.force_login(person(role="franchise manager"))
        looked = client.get(f"/en/franchise/{made.pk}/").content.decode()
        seen.append((
            "Boot camp graduate" in front, "Made in the boot camp" in front, "Boot camp graduate" in goods,
            "Boot camp graduate" in looked,
        ))  # fmt: skip
    assert seen == [(True,) * 4, (False,) * 4, (True,) * 4]


def test_a_front_and_a_product_say_season_story_days_graduate_and_visits_in_both_languages(client, places):
    made = product(harvest_months=[3, 4], of=shop(opening_zh_hans="早上七点到晚上八点", opening_en="Seven to eight"))
    visit(of=made.shop)
    front = {
        "en": (
            "The year here",
            "Our story",
            "Seven to eight",
            "Posts on Tuesday and Friday",
            'id="visit"',
            "Boot camp graduate",
        ),
        "zh-hans": ("一年农事", "我们的故事", "早上七点到晚上八点", "星期二、星期五", 'id="visit"', "训练营结业"),
    }
    own = {
        "en": ("Season", "Posted on <b>", "Grown and packed by", "All goods of this grower", "Boot camp graduate"),
        "zh-hans": ("时节", "3–4 月", "星期二、星期五", "种的、包的", "这家的全部商品", "训练营结业"),
    }
    product(of=made.shop)
    for language in ("en", "zh-hans"):
        page = client.get(f"/{language}/shops/{made.shop.slug}/").content.decode()
        assert [words for words in front[language] if words not in page] == []
        assert f"/{language}/market/all/?grower={made.shop.slug}" in page
        page = client.get(f"/{language}/products/{made.slug}/").content.decode()
        assert [words for words in own[language] if words not in page] == []
