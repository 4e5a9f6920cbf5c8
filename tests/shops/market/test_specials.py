"""Specials: chosen by editors in their order, shown while they last, seen before by those who write them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.operations import grant_role
from common.clock import now, shanghai_day
from front.permissions import allow_all
from shops.franchise.models import Shop
from shops.market.models import Chosen, Special
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def special(*goods, first: int = -1, last: int = 5, **fields) -> Special:
    today = shanghai_day(now())
    values = {"title_zh_hans": "盘王节特选", "title_en": "Panwang specials", **fields}
    made = Special.objects.create(starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last), **values)
    for place, one in enumerate(goods):
        Chosen.objects.create(special=made, product=one, sort_order=place)
    return made


def test_a_special_shows_its_goods_in_the_editors_order_and_only_what_is_on_sale(client, homes):
    first, second, hidden = product(), product(), product(of=shop(state=Shop.State.SUSPENDED))
    made = special(second, hidden, first)
    page = client.get(f"/en/market/specials/{made.pk}/")
    assert [one.pk for one in page.context["goods"]] == [second.pk, first.pk]
    assert [one.pk for one in client.get("/en/market/").context["chosen"]] == [second.pk, first.pk]
    assert "Panwang specials" in client.get("/en/market/tea/").content.decode()


@pytest.mark.parametrize("when", [{"first": 1}, {"first": -5, "last": -1}, {"live": False}], ids=["before", "after", "draft"])
def test_one_that_is_not_on_is_nowhere(client, homes, when):
    made = special(product(), **when)
    assert client.get(f"/en/market/specials/{made.pk}/")["Location"] == "/en/market/"
    for path in ("market/", "market/tea/"):
        assert "Panwang specials" not in client.get(f"/en/{path}").content.decode()


@pytest.fixture
def editor(client, homes):
    made = person("何")
    allow_all()
    grant_role(user=made, role="editor", by=None, at=OPENED)
    client.force_login(made)
    return made


def asked(**fields) -> dict:
    rows = {"chosen-TOTAL_FORMS": 0, "chosen-INITIAL_FORMS": 0, "chosen-MIN_NUM_FORMS": 0, "chosen-MAX_NUM_FORMS": 24}
    return {
        "title_zh_hans": "中秋", "title_en": "Mid-autumn", "about_zh_hans": "", "about_en": "", "starts_on": "2027-09-10",
        "ends_on": "2027-09-20", "festival": "", **rows, **fields,
    }  # fmt: skip


def test_an_editor_drafts_previews_and_publishes(client, editor):
    made = product()
    chosen = {"chosen-TOTAL_FORMS": 1, "chosen-0-product": made.pk, "chosen-0-ORDER": 1, "chosen-0-id": ""}
    add = reverse("wagtailsnippets_market_special:add")
    assert client.get(add).status_code == 200
    assert client.post(add, asked(**chosen)).status_code == 302
    draft = Special.objects.get()
    assert (draft.live, draft.title_en, draft.chosen.get().product_id) == (False, "Mid-autumn", made.pk)
    preview = reverse("wagtailsnippets_market_special:preview_on_edit", args=[draft.pk])
    assert client.post(preview, asked(**chosen)).json()["is_valid"] is True
    assert made.slug in client.get(preview).content.decode()
    edit = reverse("wagtailsnippets_market_special:edit", args=[draft.pk])
    client.post(edit, {**asked(), "action-publish": "1"})
    draft.refresh_from_db()
    assert draft.live is True


def test_one_that_ends_before_it_begins_is_not_taken(client, editor):
    page = client.post(reverse("wagtailsnippets_market_special:add"), asked(ends_on="2027-09-01"))
    assert page.status_code == 200
    assert not Special.objects.exists()


def test_only_goods_on_sale_are_offered_and_only_to_those_in_the_cms(client, editor):
    sold, hidden = product(), product(of=shop(state=Shop.State.DRAFT))
    page = client.get(reverse("product_chooser:choose")).content.decode()
    assert f"/admin/product-chooser/chosen/{sold.pk}/" in page
    assert f"/admin/product-chooser/chosen/{hidden.pk}/" not in page


def test_a_mentor_may_not_write_specials(client, homes, mentor):
    allow_all()
    client.force_login(mentor)
    assert client.post(reverse("wagtailsnippets_market_special:add"), asked()).status_code in (302, 403, 404)
    assert not Special.objects.exists()
