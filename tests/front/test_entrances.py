"""Addresses without a language, the sitemap and what robots are told."""

import pytest

from tests.factories import catalogue, shops


@pytest.mark.parametrize(
    ("wanted", "language"), [("zh-CN,zh;q=0.9", "zh-hans"), ("en-GB,en", "en"), ("fr", "zh-hans"), ("", "zh-hans")]
)
def test_the_root_sends_readers_to_their_language(client, db, wanted, language):
    response = client.get("/", headers={"accept-language": wanted})
    assert (response.status_code, response.url) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


def test_a_certificates_code_has_no_language(client, db):
    response = client.get("/c/jh-2027-7k3f9q", headers={"accept-language": "en"})
    assert (response.status_code, response.url) == (302, "/en/certificates/JH-2027-7K3F9Q/")


def test_a_shops_code_has_no_language(client, db):
    shop = shops.shop()
    response = client.get(f"/s/{shop.slug}", headers={"accept-language": "en"})
    assert (response.status_code, response.url) == (302, f"/en/shops/{shop.slug}/")


def test_robots_are_kept_from_private_pages_and_told_of_the_sitemap(client, db):
    words = client.get("/robots.txt").content.decode()
    assert "Disallow: /*/my/" in words
    assert "Sitemap: http://testserver/sitemap.xml" in words


def test_the_sitemap_has_open_shops_only(client, homes):
    here, hidden = catalogue.product(), catalogue.product(of=shops.shop(state="sent"))
    parts = ("pages", "market", "shops", "goods")
    words = "".join(client.get(f"/sitemap-{part}.xml").content.decode() for part in parts)
    assert f"http://testserver/en/products/{here.slug}/" in words
    assert f"http://testserver/zh-hans/shops/{here.shop.slug}/" in words
    assert f"/products/{hidden.slug}/" not in words
    assert f"/shops/{hidden.shop.slug}/" not in words
    assert 'hreflang="zh-Hans" href="http://testserver/zh-hans/"' in words
