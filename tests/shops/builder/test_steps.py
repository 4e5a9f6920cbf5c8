"""The six steps: each a page, saved and gone on from; what is typed is kept; the draft is seen as shoppers will."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shops.builder import steps
from shops.builder.editions import front_of
from shops.builder.models import Bookmark, Edition
from shops.franchise.models import Helper, Shop
from tests.factories.catalogue import photo, product
from tests.factories.people import person
from tests.factories.shops import shop, township

pytestmark = pytest.mark.django_db
CHANGE = "/en/my/shop/change/"


@pytest.fixture
def open_shop(client, homes) -> Shop:
    """An open shop with one product, its owner signed in."""
    township("shuikou", "水口镇", "Shuikou", (24.99, 111.77))
    made = product(of=shop(slug="pan-jia-ku-cha")).shop
    client.force_login(made.owner)
    return made


@pytest.fixture
def draft(open_shop) -> Shop:
    """The same before it ever opened."""
    Shop.objects.update(state=Shop.State.DRAFT, opened_at=None)
    open_shop.refresh_from_db()
    return open_shop


ANSWERS = {
    "sells": {"byline_zh_hans": "三代人的老茶树", "byline_en": ""},
    "story": {"township": "shuikou", "village_zh_hans": "牛栏村", "story_zh_hans": "雾散以前上山。", "story_en": ""},
    "sign": {"name_zh_hans": "盘氏老茶", "name_en": "", "seal": "茶", "band": "drum", "cloth": "red", "layout": "story"},
    "first": {
        "name_zh_hans": "苦茶",
        "contents": "250克",
        "price": "五十",
        "group_price": "",
        "group_size": "",
        "stock": "9",
        "harvest_months": ["3"],
    },
    "delivery": {
        "posting_days": ["mon"],
        "fee_hunan": "0",
        "opening_zh_hans": "每天八点到六点",
        "promise_zh_hans": "坏了就赔。",
    },
}


def of_first(draft, **typed) -> dict:
    """The step of the first product as its page would send it."""
    return {**ANSWERS["first"], "category": str(draft.products.get().category_id), **typed}


def test_the_six_steps_follow_one_another_without_any_script(client, draft):
    """Each page says where one is, keeps its answer and leads to the next; the sixth leads to the terms."""
    where = f"{CHANGE}sells/"
    for place, (key, typed) in enumerate(ANSWERS.items(), 1):
        assert where == f"{CHANGE}{key}/"
        page = client.get(where).content.decode()
        assert f"Step {place} of 6" in page
        assert page.count('class="hint"') >= len(typed) - 2, f"{key} lacks a helper beside a field"
        seen = page.split('name="seen" value="')[1].split('"')[0]
        sent = of_first(draft) if key == "first" else typed
        where = client.post(where, {**sent, "seen": seen})["Location"]
    assert where == f"{CHANGE}check/"
    page = client.get(where).content.decode()
    for words in (
        "Step 6 of 6",
        "三代人的老茶树",
        "牛栏村",
        "盘氏老茶",
        "苦茶",
        "¥50",
        "Posts on Monday",
        "坏了就赔。",
        "Read the terms and sign",
    ):
        assert words in page
    draft.refresh_from_db()
    assert (draft.layout, draft.opening_zh_hans, draft.village_zh_hans) == ("story", "每天八点到六点", "牛栏村")


def test_one_goes_on_at_the_step_one_left(client, draft):
    assert client.get(CHANGE)["Location"] == f"{CHANGE}check/"
    client.post(f"{CHANGE}story/", ANSWERS["story"])
    assert client.get(CHANGE)["Location"] == f"{CHANGE}sign/"
    client.post(f"{CHANGE}delivery/", {"do": "later", "handover_zh_hans": "镇上", "fee_far": "不知道", "seen": "2"})
    assert client.get(CHANGE)["Location"] == f"{CHANGE}delivery/"
    page = client.get(f"{CHANGE}delivery/").content.decode()
    assert 'value="不知道"' in page
    assert "What you typed last time and did not save is here below." in page
    assert front_of(draft)["handover_zh_hans"] == "桥市乡寄递站"
    client.post(f"{CHANGE}delivery/", {"do": "forget"})
    assert 'value="不知道"' not in client.get(f"{CHANGE}delivery/").content.decode()


def test_what_is_typed_is_kept_while_one_types_and_is_ones_own(client, draft):
    helper = person("赵")
    Helper.objects.create(shop=draft, person=helper)
    answer = client.post(f"{CHANGE}story/", {"story_zh_hans": "写到一半", "do": "save"}, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer["Content-Type"], len(answer.content)) == (200, "text/plain; charset=utf-8", 5)
    assert "写到一半" in client.get(f"{CHANGE}story/").content.decode()
    client.force_login(helper)
    assert "写到一半" not in client.get(f"{CHANGE}story/").content.decode()
    assert Edition.objects.count() == 0


def test_a_session_that_ends_in_step_four_loses_nothing(client, draft):
    """Without JavaScript: the post asks for a sign-in, which leads back to the step with all that was typed."""
    client.logout()
    typed = of_first(draft, name_zh_hans="我刚写的名字", stock="好多", of=str(draft.pk))
    answer = client.post(f"{CHANGE}first/", typed)
    assert answer["Location"] == "/en/account/sign-in/?next=/en/my/shop/change/first/"
    client.force_login(shop(state=Shop.State.DRAFT, owner=person("邻居")).owner)  # the neighbour, on the same phone
    assert "我刚写的名字" not in client.get(f"{CHANGE}first/").content.decode()
    client.logout()
    client.post(f"{CHANGE}first/", typed)
    client.force_login(draft.owner)  # keeps the session's content, as signing in does
    page = client.get(f"{CHANGE}first/").content.decode()
    assert ('value="我刚写的名字"' in page, 'value="好多"' in page, "What you typed last time" in page) == (True, True, True)
    assert draft.products.get().name_zh_hans == "江华苦茶 春芽"
    client.post(f"{CHANGE}first/", {**typed, "stock": "7"})
    assert (draft.products.get().name_zh_hans, draft.products.get().variants.get().offer.stock) == ("我刚写的名字", 7)
    assert "What you typed last time" not in client.get(f"{CHANGE}first/").content.decode()


def test_what_was_kept_unsaved_is_saved_over_what_the_page_had_shown_then(client, draft):
    """Stock that somebody else counted meanwhile stays; kept as one typed, and over a sign-in."""
    shown = lambda page: page.split('name="shown" value="')[1].split('"')[0]  # noqa: E731
    page = client.get(f"{CHANGE}first/").content.decode()
    assert page.count('data-shows="name_zh_hans name_en"') == 1  # the product's on the shelf, not the sign's
    seal = shown(page)
    typed = of_first(draft, name_zh_hans="我的名字", stock="42", shown=seal, of=str(draft.pk))
    client.post(f"{CHANGE}first/", {**typed, "do": "save"}, headers={"X-Autosave": "1"})
    pack = draft.products.get().variants.get()
    type(pack.offer).objects.update(stock=5)
    page = client.get(f"{CHANGE}first/").content.decode()
    assert (shown(page) == seal, "我的名字" in page) == (True, True)
    assert "我的名字" not in page.split('class="sign live')[1].split("</div>")[0]
    client.post(f"{CHANGE}first/", {"do": "forget"})
    client.logout()
    client.post(f"{CHANGE}first/", typed)
    client.force_login(draft.owner)
    assert shown(client.get(f"{CHANGE}first/").content.decode()) == seal
    client.post(f"{CHANGE}first/", typed)
    assert (draft.products.get().name_zh_hans, draft.products.get().variants.get().offer.stock) == ("我的名字", 5)


def test_an_open_shop_is_changed_as_a_draft_that_only_its_own_see(client, open_shop):
    page = client.post(f"{CHANGE}sign/", ANSWERS["sign"], follow=True).content.decode()
    assert "Saved. Shoppers see it when you publish." in page
    address = f"/en/shops/{open_shop.slug}/"
    assert client.get("/en/my/shop/preview/")["Location"] == f"{address}?draft=1"
    mine = client.get(f"{address}?draft=1")
    assert ("盘氏老茶" in mine.content.decode(), "This is your draft." in mine.content.decode()) == (True, True)
    assert mine["Cache-Control"] == "private, no-store"
    check = client.get(f"{CHANGE}check/").content.decode()
    assert "Publish it" in check
    client.logout()
    assert "盘氏老茶" not in client.get(f"{address}?draft=1").content.decode()
    client.force_login(open_shop.owner)
    client.post("/en/my/shop/versions/2/publish/")
    client.logout()
    shown = client.get(address).content.decode()
    assert ("盘氏老茶" in shown, "laid by-story" in shown) == (True, True)


def test_undo_takes_the_change_back_and_leads_to_where_one_was(client, draft):
    page = client.post(f"{CHANGE}sign/", ANSWERS["sign"], follow=True).content.decode()
    assert 'action="/en/my/shop/versions/2/take-back/"' in page
    here = f"http://testserver{CHANGE}first/"
    answer = client.post("/en/my/shop/versions/2/take-back/", headers={"Referer": here})
    assert answer["Location"] == here
    draft.refresh_from_db()
    assert (draft.name_zh_hans, draft.layout) == ("盘家苦茶", "counter")
    again = client.post(
        "/en/my/shop/versions/2/take-back/", headers={"Referer": "https://elsewhere.example/my/shop/"}, follow=True
    )
    assert again.redirect_chain == [("/en/my/shop/versions/", 302)]
    assert "Nothing was taken back" in again.content.decode()
    assert Edition.objects.count() == 3


def test_two_sessions_on_one_part_show_both_and_lose_nothing(client, django_user_model, draft):
    helper, other = person("赵玉兰"), type(client)()
    Helper.objects.create(shop=draft, person=helper)
    other.force_login(helper)
    assert 'name="seen" value="0"' in client.get(f"{CHANGE}sells/").content.decode()
    other.post(f"{CHANGE}sells/", {"byline_zh_hans": "帮手写的一行", "byline_en": "", "seen": "0"})
    typed = {"byline_zh_hans": "老板写的一行", "byline_en": "", "seen": "0"}
    page = client.post(f"{CHANGE}sells/", typed).content.decode()
    assert "赵玉兰 changed this too" in page
    assert ("帮手写的一行" in page, 'value="老板写的一行"' in page, 'name="seen" value="2"' in page) == (True, True, True)
    draft.refresh_from_db()
    assert draft.byline_zh_hans == "帮手写的一行"
    client.post(f"{CHANGE}sells/", {**typed, "seen": "2"})
    draft.refresh_from_db()
    assert draft.byline_zh_hans == "老板写的一行"


def test_versions_say_in_plain_words_what_changed_and_are_compared(client, draft):
    client.post(f"{CHANGE}story/", {**ANSWERS["story"], "village_zh_hans": "河口村", "township": "qiaoshi"})
    client.post(
        f"{CHANGE}sign/",
        {**ANSWERS["sign"], "name_en": "Pan Family Tea", "seal": "盘", "band": "tea", "cloth": "indigo", "layout": "counter"},
    )
    page = client.get("/en/my/shop/versions/").content.decode()
    assert "Shop name: 盘家苦茶 → 盘氏老茶" in page
    assert "As it was made" in page
    page = client.get("/en/my/shop/versions/1/").content.decode()
    assert ("盘家苦茶" in page, "盘氏老茶" in page) == (True, True)
    assert page.count("<del>") >= 2
    client.post("/en/my/shop/versions/1/")
    draft.refresh_from_db()
    assert (draft.name_zh_hans, draft.story_zh_hans[:5]) == ("盘家苦茶", "奶奶的茶树")


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_versions_costs_the_same_for_one_change_and_for_twenty(client, draft, rows, django_assert_num_queries):
    for n in range(rows):
        client.post(
            f"{CHANGE}story/", {**ANSWERS["story"], "township": ("qiaoshi", "shuikou")[n % 2], "story_zh_hans": f"第 {n} 回"}
        )
    client.get("/en/my/shop/versions/")
    with django_assert_num_queries(5):
        page = client.get("/en/my/shop/versions/").content.decode()
    assert page.count('class="tick num"') == rows + 1


@pytest.mark.parametrize("rows", [1, 20])
def test_every_step_costs_the_same_with_one_product_and_with_twenty(client, draft, rows):
    for _ in range(rows):
        photo(product(of=draft))
    costs = {}
    for key in steps.BY_KEY:
        client.get(f"{CHANGE}{key}/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{CHANGE}{key}/").status_code == 200
        costs[key] = len(queries)
    assert costs == {"sells": 12, "story": 15, "sign": 19, "first": 16, "delivery": 12, "check": 18}


def test_a_bookmark_is_one_row_for_each_person_and_shop(client, draft):
    for _ in range(2):
        client.post(f"{CHANGE}sells/", {"do": "later", "byline_zh_hans": "x" * 9000})
    assert [len(row.typed["byline_zh_hans"]) for row in Bookmark.objects.all()] == [4000]
