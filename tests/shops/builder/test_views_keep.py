"""Helpers, which shop is worked in, and the shop's address."""

import pytest

from common.models import AuditEntry
from outbox.models import Message
from shops.franchise.models import Helper, RetiredSlug, Shop
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
HELPERS, ADDRESS = "/en/my/shop/helpers/", "/en/my/shop/address/"


@pytest.fixture
def made(client, homes) -> Shop:
    owned = shop(slug="pan-jia-ku-cha")
    client.force_login(owned.owner)
    return owned


def test_a_helper_is_added_listed_without_a_name_and_taken_off(client, made):
    helper = person("赵大柱", phone="+8613912345678")
    page = client.post(
        HELPERS, {"contact": "139 1234 5678", "rights": ["goods", "looks", "share"]}, follow=True
    ).content.decode()
    assert "139****5678" in page
    assert "赵大柱" not in page
    row = Helper.objects.get(shop=made, person=helper)
    page = client.post(f"{HELPERS}{row.pk}/remove/", follow=True).content.decode()
    assert "Nobody helps yet." in page
    assert Helper.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("13900009999", "Nobody signed up with this yet. Ask them to sign up first"),
        ("nobody@example.com", "Nobody signed up with this yet. Ask them to sign up first"),
        ("", "Enter the number or e-mail of the person who helps you."),
        ("12", "Enter an 11-digit mobile number"),
        ("<script>", "Enter an 11-digit mobile number"),
    ],
)
def test_who_cannot_be_added_is_explained_and_what_was_typed_is_kept(client, made, typed, words):
    page = client.post(HELPERS, {"contact": typed, "rights": ["goods", "looks", "share"]}).content.decode()
    assert words in page
    assert "<title>Error:" in page
    assert typed in ("", "<script>") or f'value="{typed}"' in page
    assert Helper.objects.count() == 0


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_costs_the_same_for_one_and_for_eight(client, made, django_assert_num_queries, count):
    for n in range(count):
        Helper.objects.create(shop=made, person=person("帮"), contact=f"+861391234567{n}", added_at=OPENED)
    client.get(HELPERS)
    with django_assert_num_queries(4):
        client.get(HELPERS)


def test_a_helper_finds_the_shop_on_their_page_and_works_in_it(client, made):
    helper = person("赵")
    own = shop(owner=helper, state="draft", name_zh_hans="赵家蜂蜜", name_en="Zhao Honey")
    Helper.objects.create(shop=made, person=helper)
    client.force_login(helper)
    page = client.get("/en/my/").content.decode()
    assert page.count("A shop you help in") == 1
    assert "Zhao Honey" in client.get("/en/my/shop/").content.decode()
    page = client.post("/en/my/shop/of/pan-jia-ku-cha/", follow=True).content.decode()
    assert "Pan Family Tea" in page
    client.post("/en/my/shop/change/story/", {"story_zh_hans": "帮忙写的。", "story_en": ""})
    client.post("/en/my/shop/versions/2/publish/")
    made.refresh_from_db()
    own.refresh_from_db()
    assert (made.story_zh_hans, own.story_zh_hans) == ("帮忙写的。", "奶奶的茶树长在河口的坡上。\n先苦后甜。")
    for path in (HELPERS, ADDRESS, "/en/my/shop/sign/"):
        assert client.post(path, {"contact": "13900009999", "slug": "stolen"}).status_code == 404
    Helper.objects.all().delete()
    assert "Zhao Honey" in client.get("/en/my/shop/").content.decode()


def test_a_helper_of_a_draft_is_not_offered_to_sign(client, made):
    Shop.objects.update(state="draft")
    helper = person("赵")
    Helper.objects.create(shop=made, person=helper)
    client.force_login(helper)
    page = client.get("/en/my/shop/").content.decode()
    assert "You help in this shop. Only 盘美花 signs" in page
    assert "Read the terms and sign" not in page


def test_a_strangers_shop_cannot_be_chosen(client, made):
    client.force_login(person("陈"))
    assert client.post("/en/my/shop/of/pan-jia-ku-cha/").status_code == 404
    assert "shop" not in client.session


def test_the_owner_moves_the_shop_and_old_addresses_lead_to_it(client, made):
    assert client.post(ADDRESS, {"slug": " Pan Tea "}).status_code == 302
    assert client.post(ADDRESS, {"slug": "pan-tea"}).status_code == 302
    made.refresh_from_db()
    assert made.slug == "pan-tea"
    assert RetiredSlug.objects.get().slug == "pan-jia-ku-cha"
    client.logout()
    for language in ("en", "zh-hans"):
        answer = client.get(f"/{language}/shops/pan-jia-ku-cha/")
        assert (answer.status_code, answer["Location"]) == (301, f"/{language}/shops/pan-tea/")
        printed = client.get("/s/pan-jia-ku-cha", headers={"accept-language": language}, follow=True)
        assert printed.redirect_chain[-1] == (f"/{language}/shops/pan-tea/", 301)
        assert printed.status_code == 200
    assert AuditEntry.objects.get(action="change address").details == {"old": "pan-jia-ku-cha", "new": "pan-tea"}
    assert "/shops/pan-tea/" in Message.objects.get(channel="site", recipient=made.owner).body


@pytest.mark.parametrize("typed", ["", "盘家", "a", "-tea", "tea--house", "a" * 61, "tea/house", "<b>"])
def test_what_is_no_address_is_explained_and_changes_nothing(client, made, typed):
    page = client.post(ADDRESS, {"slug": typed}).content.decode()
    assert "<title>Error:" in page
    assert Shop.objects.get().slug == "pan-jia-ku-cha"


def test_an_address_of_another_or_of_old_is_explained(client, made):
    RetiredSlug.objects.create(shop=shop(slug="other"), slug="once", retired_at=OPENED)
    for typed in ("other", "once"):
        page = client.post(ADDRESS, {"slug": typed}).content.decode()
        assert "addresses are never given twice" in page
        assert f'value="{typed}"' in page
    assert Shop.objects.get(pk=made.pk).slug == "pan-jia-ku-cha"


@pytest.mark.parametrize("state", ["sent", "suspended", "closed"])
def test_the_owner_does_not_move_a_shop_that_may_not_change(client, made, state):
    Shop.objects.update(state=state)
    assert client.post(ADDRESS, {"slug": "pan-tea"}).status_code == 404
    assert (Shop.objects.get().slug, RetiredSlug.objects.count()) == ("pan-jia-ku-cha", 0)
