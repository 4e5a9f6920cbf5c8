"""What buyers say on a product's page, on the page of all of it, on the shop's front, and to search engines."""

import json
import re

import pytest

from shops.reviews.answering import answer_review
from shops.reviews.models import ReviewPhoto
from shops.reviews.moderating import hide_review
from shops.reviews.queries import PAGE
from tests.factories.catalogue import photo, product
from tests.factories.people import person
from tests.factories.reviews import LATER, review
from uploads.models import Photo

pytestmark = pytest.mark.django_db


def facts_of(page: str) -> dict:
    (words,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {fact["@type"]: fact for fact in json.loads(words)["@graph"]}["Product"]


def with_photo(said, state: str = "ready"):
    taken = Photo.objects.create(sha256=f"{said.pk:064d}", width=900, height=900, state=state, created_at=LATER)
    return ReviewPhoto.objects.create(review=said, photo=taken, position=said.shots.count() + 1)


def test_a_product_nobody_reviewed_says_nothing_of_reviews(client, homes):
    page = client.get(f"/en/products/{product().slug}/").content.decode()
    assert "What buyers say" not in page
    assert "reviews.css" not in page
    assert "aggregateRating" not in facts_of(page)


def test_the_average_the_newest_and_the_shops_answer_stand_on_the_page(client, homes):
    goods = product()
    first = review(goods, 2, "第二泡就淡了")
    answer_review(review=first, text="谢谢，换了新叶。", by=goods.shop.owner, at=LATER)
    last = review(goods, 5, "", buyer=person("Mary Smith"))
    shown, waiting = with_photo(last), with_photo(last, "waiting")
    page = client.get(f"/en/products/{goods.slug}/").content.decode()
    assert all(words in page for words in ("3.5", "Good", "2 reviews", "5 of 5: very good", "Mary", "Liu**", "250 g pouch"))
    stars = page[page.index('id="reviews"') :]
    assert stars.count('<i class="on">') == 4 + 5 + 2  # of the average, rounded half up, and of each
    assert page.index("5 of 5") < page.index("第二泡就淡了") < page.index("谢谢，换了新叶。")
    assert 'loading="lazy"' in page[page.index(shown.photo.url(320)) :]
    assert waiting.photo.url(320) not in page
    said = facts_of(page)
    assert said["aggregateRating"] == {
        "@type": "AggregateRating", "ratingValue": "3.5", "reviewCount": 2, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert [(one["reviewRating"]["ratingValue"], one["author"]["name"]) for one in said["review"]] == [
        (5, "Mary"),
        (2, "Liu**"),
    ]
    assert "刘**" in client.get(f"/zh-hans/products/{goods.slug}/").content.decode()


def test_a_hidden_review_is_nowhere(client, homes):
    goods = product()
    said = review(goods, 1, "骂人的话")
    hide_review(review=said, reasons="骂人", by=person("冯志强", role="franchise manager"), at=LATER)
    for path in (f"products/{goods.slug}/", f"products/{goods.slug}/reviews/", f"shops/{goods.shop.slug}/"):
        page = client.get(f"/en/{path}").content.decode()
        assert "骂人的话" not in page
        assert "1 review" not in page


def test_words_that_would_run_are_only_words(client, homes):
    goods = product()
    review(goods, 5, "</script><script>alert(1)</script><img src=x onerror=alert(1)>")
    page = client.get(f"/en/products/{goods.slug}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert facts_of(page)["review"][0]["reviewBody"].startswith("</script>")


def test_a_shop_front_shows_the_average_of_its_goods(client, homes):
    goods = product()
    review(goods, 5), review(product(of=goods.shop), 4), review(product(), 1)
    assert "4.5 of 5, 2 reviews" in client.get(f"/en/shops/{goods.shop.slug}/").content.decode()


@pytest.mark.parametrize("rows", [1, 21])
def test_pages_cost_the_same_for_one_review_and_for_many(client, homes, rows, django_assert_num_queries):
    goods = product()
    photo(goods)
    for _n in range(rows):
        with_photo(review(goods, 4))
    for path, cost in (
        (f"products/{goods.slug}/", 9),
        (f"products/{goods.slug}/reviews/", 4),
        (f"shops/{goods.shop.slug}/", 10),
    ):
        client.get(f"/en/{path}")
        with django_assert_num_queries(cost):
            page = client.get(f"/en/{path}").content.decode()
        assert "4.0" in page
    page = client.get(f"/en/products/{goods.slug}/reviews/").content.decode()
    assert page.count("<li>") - 5 >= min(rows, PAGE)
    older = re.findall(r'href="\?before=(\d+)"', page)
    assert len(older) == (rows > PAGE)
    if older:
        assert (
            client.get(f"/en/products/{goods.slug}/reviews/?before={older[0]}").content.decode().count("4 of 5") == rows - PAGE
        )


def test_all_reviews_of_what_is_not_shown_are_not_there(client, homes):
    goods = product()
    review(goods)
    goods.shop.state = "closed"
    goods.shop.save()
    assert client.get(f"/en/products/{goods.slug}/reviews/").status_code == 404
    assert client.get("/en/products/nothing/reviews/").status_code == 404
