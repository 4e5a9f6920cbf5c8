"""My shop: the quilt, the press, changing, signing, sending."""

import pytest

from shops.builder.models import Generation
from shops.franchise import jobs
from shops.franchise.models import Agreement, Helper, Shop
from tests.factories import assessment
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import OPENED, last_code, shop, terms, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(client, homes, monkeypatch) -> Shop:
    """A draft shop with one product, its owner signed in."""
    monkeypatch.setattr(jobs, "render", lambda **_: b"%PDF-1.7")
    terms()
    township("shuikou", "水口镇", "Shuikou", (24.99, 111.77))
    drafted = product(of=shop(state=Shop.State.DRAFT, slug="pan-jia-ku-cha")).shop
    client.force_login(drafted.owner)
    return drafted


def test_a_stranger_is_asked_to_sign_in(client, homes):
    assert client.get("/en/my/shop/")["Location"].startswith("/en/account/sign-in/?next=/en/my/shop/")


def test_someone_without_a_course_is_shown_where_it_begins(client, homes):
    client.force_login(person("陈"))
    assert "Your shop begins in a boot camp" in client.get("/en/my/shop/").content.decode()


def test_patches_are_sewn_pinned_and_chalked_and_the_next_is_gold(client, enrolment, course, mentor):
    assessment.approved(enrolment, course[1]["name"], mentor=mentor)
    assessment.sent(enrolment, course[1]["story"])
    client.force_login(enrolment.trainee)
    page = client.get("/en/my/shop/").content.decode()
    assert "One piece sewn on" in page
    assert page.count('class="pt n sewn new"') == 1
    assert page.count('class="pt s pin"') == 1
    assert page.count('class="pt g chalk next"') == 1
    assert page.count("chalk") - page.count("chalk next") == 5
    assert "盘家苦茶" in page
    assert "奶奶的茶树" in page
    assert "Make my shop" not in page


def test_a_change_asked_for_comes_before_what_is_not_begun(client, enrolment, course, mentor):
    from courses.assessment import operations as work

    version = [assessment.sent(enrolment, course[1][piece]) for piece in ("name", "story", "product")][-1]
    work.ask_change(version=version, mentor=mentor, words="等级写清楚。", at=assessment.NOW)
    client.force_login(enrolment.trainee)
    page = client.get("/en/my/shop/").content.decode()
    assert page.count('class="pt g chalk next"') == 1
    assert page.count("等级写清楚。") == 2


def test_when_all_are_sewn_there_is_one_press_and_it_makes_the_shop(client, sewn):
    client.force_login(sewn.trainee)
    page = client.get("/en/my/shop/").content.decode()
    assert page.count("Make my shop</button>") == 1
    for _ in range(2):
        assert client.post("/en/my/shop/make/").status_code == 302
    assert (Shop.objects.count(), Generation.objects.count()) == (1, 1)
    assert "Read the terms and sign" in client.get("/en/my/shop/").content.decode()


def test_the_press_says_what_is_missing(client, enrolment, course, mentor):
    assessment.approved(enrolment, course[1]["name"], mentor=mentor)
    client.force_login(enrolment.trainee)
    page = client.post("/en/my/shop/make/", follow=True).content.decode()
    assert "still to be sewn on: Story, First product" in page
    assert Shop.objects.count() == 0


def test_a_patch_shows_scripts_as_text(client, enrolment, course, mentor):
    hostile = "<script>alert(1)</script>"
    assessment.approved(enrolment, course[1]["name"], mentor=mentor, name_zh=hostile, byline=hostile)
    assessment.approved(enrolment, course[1]["story"], mentor=mentor, story=hostile)
    client.force_login(enrolment.trainee)
    assert "<script>alert" not in client.get("/en/my/shop/").content.decode()


def test_the_preview_is_the_real_shop_front(client, made):
    answer = client.get("/en/my/shop/preview/", follow=True)
    assert answer.redirect_chain == [(f"/en/shops/{made.slug}/", 302)]
    assert "Only you, those who help you" in answer.content.decode()


SIGN = {"name_zh_hans": "盘氏苦茶", "name_en": "", "seal": "茶", "band": "drum", "cloth": "red", "layout": "story"}


def test_the_sign_is_changed_and_the_address_stays(client, made):
    assert client.post("/en/my/shop/change/sign/", SIGN)["Location"] == "/en/my/shop/change/first/"
    made.refresh_from_db()
    assert (made.name_zh_hans, made.seal, made.band, made.cloth, made.slug) == (
        "盘氏苦茶",
        "茶",
        "drum",
        "red",
        "pan-jia-ku-cha",
    )


def test_an_error_keeps_everything_typed_and_changes_nothing(client, made):
    page = client.post("/en/my/shop/change/sign/", {**SIGN, "seal": "", "name_en": "Just Typed"}).content.decode()
    assert "<title>Error:" in page
    assert page.count("Write one character for your seal.") == 2
    assert 'value="Just Typed"' in page
    made.refresh_from_db()
    assert made.name_zh_hans == "盘家苦茶"


@pytest.mark.parametrize("name", ["盘", "一二三四五六七八九十一二三", "a" * 24 + "盘"])
def test_a_name_too_short_or_too_long_is_explained(client, made, name):
    assert client.post("/en/my/shop/change/sign/", {**SIGN, "name_zh_hans": name}).status_code == 200
    made.refresh_from_db()
    assert made.name_zh_hans == "盘家苦茶"


def test_a_boast_is_saved_with_a_warning(client, made):
    page = client.post("/en/my/shop/change/sign/", {**SIGN, "name_zh_hans": "江华第一茶"}, follow=True).content.decode()
    assert "does not allow words like “第一”" in page
    made.refresh_from_db()
    assert made.name_zh_hans == "江华第一茶"


def test_signing_with_another_name_is_explained_and_kept(client, made):
    page = client.post("/en/my/shop/sign/", {"name": "随便写", "agree": "on"}).content.decode()
    assert "Type your own full name as we know it: 盘美花." in page
    assert 'value="随便写"' in page
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count()) == ("draft", 0)


def test_one_language_is_enough_and_none_is_not(client, made):
    client.post("/en/my/shop/change/story/", {"story_zh_hans": "", "story_en": "Only in English."})
    made.refresh_from_db()
    assert (made.story_zh_hans, made.story_en) == ("", "Only in English.")
    page = client.post("/en/my/shop/change/story/", {"story_zh_hans": " ", "story_en": ""}).content.decode()
    assert "Tell your story in one language at least." in page
    made.refresh_from_db()
    assert made.story_en == "Only in English."


def goods(**changes) -> dict:
    return {"name_zh_hans": "苦茶", "price": "¥49", "group_price": "３８", "group_size": "三", "stock": "一百零五",
            "harvest_months": ["3", "4"], "batch": "PJ-1", **changes}  # fmt: skip


@pytest.mark.parametrize(("typed", "fen"), [("¥38", 3800), ("３８", 3800), ("三十八", 3800), ("38.50", 3850)])
def test_prices_are_read_as_people_write_them(client, made, typed, fen):
    sold = made.products.get()
    client.post(f"/en/my/shop/change/goods/{sold.pk}/", goods(price=typed, group_price="", group_size=""))
    offer = sold.variants.get().offer
    assert (offer.price, offer.group_price, offer.group_size, offer.stock) == (fen, None, None, 105)


def test_what_was_read_in_words_is_said_back(client, made):
    """Kept or not: 十二块五 is ¥12.50, and plain figures need no echo."""
    address = f"/en/my/shop/change/goods/{made.products.get().pk}/"
    saved = client.post(address, goods(price="十二块五", group_price="", group_size=""), follow=True).content.decode()
    assert "We read “十二块五” as ¥12.50." in saved
    plain = goods(price="49", group_price="38", group_size="3", stock="105")
    assert "We read “" not in client.post(address, plain, follow=True).content.decode()
    faulty = client.post(address, goods(price="十二块五", group_price="", group_size="", stock="many")).content.decode()
    assert faulty.count("We read this as ¥12.50.") == 1
    assert 'value="十二块五"' in faulty


@pytest.mark.parametrize("typed", ["-1", "1e9", "many", "", "0", "0.001", "99999999"])
def test_what_is_no_price_is_explained_and_kept(client, made, typed):
    sold = made.products.get()
    page = client.post(f"/en/my/shop/change/goods/{sold.pk}/", goods(price=typed)).content.decode()
    assert page.count("Enter one price, like 38 or 38.50.") == 2
    assert typed == "" or f'value="{typed}"' in page
    assert sold.variants.get().offer.price == 4900


def test_the_group_price_is_lower(client, made):
    sold = made.products.get()
    page = client.post(f"/en/my/shop/change/goods/{sold.pk}/", goods(price="38", group_price="38")).content.decode()
    assert "Enter a group price below the price alone" in page
    assert sold.variants.get().offer.price == 4900


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"group_size": "11"}, "from 2 to 10"),
        ({"group_size": "1"}, "from 2 to 10"),
        ({"group_size": ""}, "from 2 to 10"),
        ({"group_price": ""}, "Enter the group price too, or leave both empty."),
        ({"group_price": "many"}, "Enter one group price, like 36"),
    ],
)
def test_group_prices_have_the_rules_of_the_coursework(client, made, changes, words):
    sold = made.products.get()
    page = client.post(f"/en/my/shop/change/goods/{sold.pk}/", goods(**changes)).content.decode()
    assert page.count(words) == 2
    offer = sold.variants.get().offer
    assert (offer.price, offer.group_price, offer.group_size) == (4900, 3800, 3)


def test_delivery_leaves_out_regions_without_a_fee(client, made):
    typed = {
        "posting_days": ["tue"],
        "handover_zh_hans": "镇上",
        "promise_zh_hans": "坏了就赔。",
        "fee_hunan": "0",
        "fee_near": "",
        "fee_far": "12",
        "free_over_far": "99",
    }
    client.post("/en/my/shop/change/delivery/", typed)
    made.refresh_from_db()
    assert (made.posting_days, made.promise_zh_hans) == (["tue"], "坏了就赔。")
    assert sorted(made.delivery_fees.values_list("region", "fee", "free_over")) == [("far", 1200, 9900), ("hunan", 0, None)]


def test_another_ones_product_is_not_found(client, made):
    other = product(of=shop())
    assert client.post(f"/en/my/shop/change/goods/{other.pk}/", goods(price="1")).status_code == 404
    other.refresh_from_db()
    assert (other.name_zh_hans, other.variants.get().offer.price) == ("江华苦茶 春芽", 4900)


@pytest.mark.parametrize("state", ["sent", "suspended", "closed"])
def test_a_shop_that_waits_or_is_stopped_is_not_changed(client, made, state):
    Shop.objects.update(state=state)
    client.post("/en/my/shop/change/sign/", SIGN)
    made.refresh_from_db()
    assert made.name_zh_hans == "盘家苦茶"


def test_signing_needs_a_name_and_a_tick(client, made):
    for typed in ({"name": "", "agree": "on"}, {"name": "盘美花"}):
        assert client.post("/en/my/shop/sign/", typed).status_code == 200
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count()) == ("draft", 0)


def sign(client) -> None:
    """The name and the tick, then the code from the phone."""
    client.post("/en/my/shop/sign/", {"name": "盘美花", "agree": "on"})
    client.post("/en/my/shop/sign/", {"name": "盘美花", "agree": "on", "code": last_code(), "do": "sign"})


def test_signed_sent_and_the_copy_fetched(client, made, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sign(client)
    copy = client.get("/en/my/shop/agreement/")
    assert (copy.status_code, b"".join(copy.streaming_content)) == (200, b"%PDF-1.7")
    client.post("/en/my/shop/send/")
    made.refresh_from_db()
    assert made.state == "sent"
    assert "The franchise manager is looking" in client.get("/en/my/shop/").content.decode()


def test_a_copy_that_was_not_printed_is_asked_for_again(client, made, django_capture_on_commit_callbacks):
    sign(client)  # the job was lost: nothing ran it
    assert Agreement.objects.get().pdf.name == ""
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get("/en/my/shop/agreement/", follow=True)
    assert "Your copy is still being printed" in answer.content.decode()
    assert (Agreement.objects.get().pdf.name != "", len(Agreement.objects.get().sha256)) == (True, 64)
    assert client.get("/en/my/shop/agreement/").status_code == 200


def test_a_helper_changes_but_does_not_sign(client, made):
    helper = person("赵")
    Helper.objects.create(shop=made, person=helper)
    client.force_login(helper)
    client.post("/en/my/shop/change/sign/", SIGN)
    made.refresh_from_db()
    assert made.name_zh_hans == "盘氏苦茶"
    for path in ("sign/", "agreement/", "send/"):
        assert client.post(f"/en/my/shop/{path}", {"name": "赵", "agree": "on"}).status_code == 404
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count()) == ("draft", 0)


@pytest.mark.parametrize(("state", "words"), [
    ("returned", "Change this, then send it again"), ("open", "See my shop"), ("suspended", "Your shop is suspended"),
    ("closed", "Your shop is closed"), ("signed", "Send my shop"),
])  # fmt: skip
def test_each_state_says_what_comes_next(client, made, state, words):
    Shop.objects.update(state=state, opened_at=OPENED)
    assert words in client.get("/en/my/shop/").content.decode()
