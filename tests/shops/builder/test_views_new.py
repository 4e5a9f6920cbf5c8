"""The page of what is new from the coursework, what is missing in words, the cost beside the price, the story as it was sent."""

import re

import pytest

from common.models import AuditEntry
from courses.assessment import operations as work
from shops.builder import generating
from shops.builder.models import MadeProduct
from shops.franchise.models import Helper, Shop
from tests.factories import assessment
from tests.factories.people import person

pytestmark = pytest.mark.django_db
PAGE = "/en/my/shop/new/"


@pytest.fixture
def made(client, sewn):
    """The shop of the sewn enrolment, its owner signed in."""
    shop = generating.generate_shop(enrolment=sewn, by=sewn.trainee, at=assessment.NOW)
    client.force_login(sewn.trainee)
    return Shop.objects.get(pk=shop.pk)


def newer(enrolment, piece: str, number: int = 1, **changes) -> None:
    """A newer approved version of a piece, as if its approval had been reopened."""
    row = enrolment.submissions.get(assignment__piece=piece, number=number)
    old = row.versions.latest("number")
    version = row.versions.create(number=old.number + 1, content={**old.content, **changes}, sent_at=assessment.NOW)
    review = old.review
    version.review = type(review)(version=version, mentor=review.mentor, decision=review.decision, at=review.at)
    version.review.save()


def test_a_further_product_is_offered_by_one_line_and_comes_in_by_one_press(client, made, sewn, course, mentor):
    assert "New from your coursework" not in client.get("/en/my/shop/").content.decode()
    assert "Nothing new" in client.get(PAGE).content.decode()
    for piece in ("product", "label", "price"):
        assessment.approved(
            sewn, course[1][piece], mentor=mentor, number=2, **({"name_zh": "野蜂蜜"} if piece == "product" else {})
        )
    assert "New from your coursework" in client.get("/en/my/shop/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "野蜂蜜" in page
    assert "Product 2, new in your shop" in page
    assert f'<a href="/en/work/{sewn.pk}/photos/2/">Product 2 has no photos yet.</a>' in page
    answer = client.post(PAGE, {"do": "chosen"}, follow=True)
    assert answer.redirect_chain == [("/en/my/shop/", 302)]
    assert "1 product is new in your shop." in answer.content.decode()
    assert list(made.products.values_list("name_zh_hans", flat=True)) == ["江华苦茶", "野蜂蜜"]
    assert "New from your coursework" not in client.get("/en/my/shop/").content.decode()


@pytest.mark.parametrize(("press", "byline", "promise"), [
    ("all-yours", "我的", "我的"), ("all-new", "新的", "新的"), ("chosen", "我的", "新的"),
])  # fmt: skip
def test_differences_are_shown_side_by_side_and_chosen(client, made, sewn, press, byline, promise):
    Shop.objects.update(byline_zh_hans="我的", promise_zh_hans="我的")
    newer(sewn, "name", byline="新的")
    newer(sewn, "promise", promises=["新的"])
    page = client.get(PAGE).content.decode()
    assert page.count("<fieldset") == 2
    yours = dict(re.findall(r'name="d-([^"]+)" value="(yours-[^"]+)"', page))
    new = dict(re.findall(r'name="d-([^"]+)" value="(new-[^"]+)"', page))
    chosen = {"d-shop.byline_zh_hans": yours["shop.byline_zh_hans"], "d-shop.promise_zh_hans": new["shop.promise_zh_hans"]}
    client.post(PAGE, {"do": press, **chosen})
    made.refresh_from_db()
    assert (made.byline_zh_hans, made.promise_zh_hans) == (byline, promise)
    assert "Nothing new" in client.get(PAGE).content.decode()


def test_what_was_not_chosen_waits_and_a_forged_choice_changes_nothing(client, made, sewn):
    Shop.objects.update(byline_zh_hans="我的")
    newer(sewn, "name", byline="<b>新的</b>")
    answer = client.post(PAGE, {"d-shop.byline_zh_hans": "new-0000", "d-shop.slug": "new-x", "d-9.name": ""}, follow=True)
    assert "1 difference was not chosen" in answer.content.decode()
    assert "&lt;b&gt;新的&lt;/b&gt;" in answer.content.decode()
    assert "Something was approved" in client.get("/en/my/shop/").content.decode()
    made.refresh_from_db()
    assert (made.byline_zh_hans, made.slug) == ("我的", "pan-jia-ku-cha")


def test_a_shop_that_waits_for_inspection_is_shown_its_news_and_takes_none(client, made, sewn):
    newer(sewn, "name", byline="新的")
    Shop.objects.update(state=Shop.State.SENT)
    page = client.get(PAGE).content.decode()
    assert "Your shop cannot be changed just now." in page
    assert "Take it into my shop" not in page
    client.post(PAGE)
    made.refresh_from_db()
    assert made.byline_zh_hans == "河口村的野茶"


def test_only_whose_work_it_is_looks_and_presses(client, made, sewn):
    newer(sewn, "name", byline="新的")
    helper = person("赵")
    Helper.objects.create(shop=made, person=helper)
    client.force_login(helper)
    assert (client.get(PAGE).status_code, client.post(PAGE).status_code) == (404, 404)
    made.refresh_from_db()
    assert (made.byline_zh_hans, AuditEntry.objects.filter(action="renew shop").count()) == ("河口村的野茶", 0)


@pytest.mark.parametrize("count", [2, 8])
def test_the_page_costs_the_same_for_two_goods_and_for_eight(
    client, made, sewn, course, mentor, count, django_assert_num_queries
):
    for number in range(2, count + 1):
        for piece in ("product", "label", "price"):
            assessment.approved(sewn, course[1][piece], mentor=mentor, number=number)
    client.post(PAGE)
    newer(sewn, "product", grade="特级", number=2)
    client.get(PAGE)
    with django_assert_num_queries(16):
        assert client.get(PAGE).content.decode().count("特级") == 1


def test_before_the_shop_is_made_each_missing_piece_is_said_with_its_way(client, enrolment, course, mentor):
    assessment.approved(enrolment, course[1]["name"], mentor=mentor)
    assessment.sent(enrolment, course[1]["story"])
    version = assessment.sent(enrolment, course[1]["product"])
    work.ask_change(version=version, mentor=mentor, words="写清楚", at=assessment.NOW)
    client.force_login(enrolment.trainee)
    page = client.get("/en/my/shop/").content.decode()
    said = re.findall(r'<li><a href="/en/work/\d+/(\w+)/1/">([^<]+)</a></li>', page)
    assert said == [
        ("story", "Your mentor is reading your shop’s story."),
        ("product", "Product 1: one change is asked in its description."),
        ("label", "Product 1 has no label yet."),
        ("price", "Product 1 has no price yet."),
        ("photos", "Product 1 has no photos yet."),
        ("delivery", "Your shop has no delivery rules yet."),
        ("promise", "Your shop has no promise yet."),
    ]


def test_the_cost_stands_beside_the_price_and_is_what_a_price_is_asked_about(client, made):
    sold = made.products.get()
    url = f"/en/my/shop/change/goods/{sold.pk}/"
    page = client.get(url).content.decode()
    assert "goods ¥18 + work ¥3 + packing ¥4 + courier ¥6 = ¥31" in page
    assert "At ¥49 you keep ¥15.08 of a parcel." in page
    assert sold.variants.get().offer.cost == 3297


def test_the_story_can_be_told_exactly_as_it_was_sent(client, made):
    assert (
        "奶奶的茶树长在河口村上头。我们赶在雾散之前采，用松柴烘干。" in client.get("/en/my/shop/change/story/").content.decode()
    )
    client.post("/en/my/shop/change/story/own/")
    made.refresh_from_db()
    assert made.story_zh_hans == "奶奶的茶树长在河口村上头。我们赶在雾散之前采，用松柴烘干。"
    assert "Nothing new" in client.get(PAGE).content.decode()


def test_the_goods_remember_what_their_pieces_said(made):
    (one,) = MadeProduct.objects.all()
    assert (one.number, one.base["prices"], one.base["pack"], one.costing["labour_fen"]) == (
        1, [4900, 3800, 3], ["250 克/袋", "", 250], 300,
    )  # fmt: skip
