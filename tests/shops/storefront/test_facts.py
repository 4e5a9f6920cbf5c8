"""What search engines and those who share a page are told of it: exact, in the reader's language, and nothing that could run."""

import json
import re
from datetime import timedelta

import pytest

from common.clock import now, shanghai_day
from shops.franchise.models import Shop
from shops.franchise.preview import token_for
from tests.factories.catalogue import photo, product
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def head_of(client, path: str) -> tuple[dict, str]:
    page = client.get(path).content.decode()
    (words,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {fact["@type"]: fact for fact in json.loads(words)["@graph"]}, page


def test_a_product_says_its_offers_its_seller_and_where_it_stands(client, homes):
    made = product(price=4950)
    picture = photo(made).photo.url(960)
    facts, page = head_of(client, f"/en/products/{made.slug}/?after=x")
    (offer,) = facts["Product"]["offers"]
    assert (offer["price"], offer["priceCurrency"], offer["availability"]) == ("49.50", "CNY", "https://schema.org/InStock")
    assert offer["seller"]["name"] == "Pan Family Tea"
    assert facts["Product"]["image"] == [f"{HERE}{picture}"]
    steps = [(step["position"], step["name"], step["item"]) for step in facts["BreadcrumbList"]["itemListElement"]]
    address = f"{HERE}/en/products/{made.slug}/"
    assert steps == [(1, "Market", f"{HERE}/en/market/"), (2, "Tea", f"{HERE}/en/market/tea/"),
                     (3, "Bitter tea, spring leaf", address)]  # fmt: skip
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:image" content="{HERE}{picture}">' in page
    assert f'hreflang="zh-Hans" href="{HERE}/zh-hans/products/{made.slug}/' in page


def test_a_shop_and_a_category_say_who_and_where_they_are(client, homes):
    made = product()
    facts, page = head_of(client, f"/zh-hans/shops/{made.shop.slug}/")
    assert (facts["Store"]["name"], facts["Store"]["address"]["addressLocality"]) == ("盘家苦茶", "河口村 桥市乡")
    assert page.count('rel="canonical"') == 1
    assert f'hreflang="en" href="{HERE}/en/shops/{made.shop.slug}/' in page
    assert '<meta property="og:title" content="盘家苦茶">' in page
    facts, page = head_of(client, "/zh-hans/market/tea/?sort=price")
    assert [step["name"] for step in facts["BreadcrumbList"]["itemListElement"]] == ["优选", "茶叶"]
    assert f'<link rel="canonical" href="{HERE}/zh-hans/market/tea/">' in page


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("market/", ["market/"]), ("market/all/", ["market/", "market/all/"]), ("market/tea/", ["market/", "market/tea/"]),
        ("shops/", ["market/", "shops/"]),
    ],
)  # fmt: skip
def test_a_list_names_one_address_both_languages_and_the_default(client, homes, path, steps):
    product()
    facts, page = head_of(client, f"/en/{path}?from=qiaoshi&sort=price")
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    zh, en = f"{HERE}/zh-hans/{path}", f"{HERE}/en/{path}"
    assert found == [("zh-Hans", zh), ("en", en), ("x-default", zh)]
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', page) == [en]
    assert [step["item"] for step in facts["BreadcrumbList"]["itemListElement"]] == [f"{HERE}/en/{each}" for each in steps]
    assert all(step["name"] for step in facts["BreadcrumbList"]["itemListElement"])


def test_no_words_can_end_the_element_or_become_html(client, homes):
    words = '</script><script>alert(1)</script><!--"&\u2028'
    made = product(name_en=words[:60], about_en=words)
    facts, page = head_of(client, f"/en/products/{made.slug}/")
    assert facts["Product"]["description"] == " ".join([words])
    assert page.count("alert(1)") - page.count("alert(1)&lt;") - page.count("alert(1)\\u003c") == 0


def test_a_draft_tells_nothing(client, homes):
    hidden = product(of=shop(state=Shop.State.DRAFT))
    for path in (f"shops/{hidden.shop.slug}/", f"products/{hidden.slug}/"):
        page = client.get(f"/en/{path}?preview={token_for(hidden.shop)}").content.decode()
        assert "ld+json" not in page
        assert "canonical" not in page


@pytest.mark.parametrize(
    ("fields", "availability", "more"),
    [
        (
            {"ships_from": 9, "presale_from": -9, "presale_until": 5},
            "PreOrder",
            {"availabilityStarts": 9, "priceValidUntil": 5},
        ),
        ({"ships_from": 9, "presale_from": -9, "presale_until": -1}, "OutOfStock", {}),
        ({"ships_from": -1, "presale_from": -9}, "InStock", {}),
        ({"state": "resting"}, "OutOfStock", {}),
    ],
)
def test_what_is_booked_in_advance_or_rests_says_so(client, homes, fields, availability, more):
    day = lambda n: shanghai_day(now()) + timedelta(days=n)  # noqa: E731
    made = product(**{name: value if name == "state" else day(value) for name, value in fields.items()})
    (offer,) = head_of(client, f"/en/products/{made.slug}/")[0]["Product"]["offers"]
    assert offer["availability"] == f"https://schema.org/{availability}"
    dates = {name: offer[name] for name in ("availabilityStarts", "priceValidUntil") if name in offer}
    assert dates == {name: day(n).isoformat() for name, n in more.items()}
    assert {"@type", "name", "url"} == offer["seller"].keys()


def test_nothing_empty_is_said(client, homes):
    made = product(about_zh_hans="", of=shop(byline_zh_hans="", byline_en="", village_zh_hans=""))
    facts, _page = head_of(client, f"/en/products/{made.slug}/")
    assert "description" not in facts["Product"]
    facts, _page = head_of(client, f"/en/shops/{made.shop.slug}/")
    assert "description" not in facts["Store"]
