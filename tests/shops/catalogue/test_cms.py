"""Categories and terms in the CMS: who may, in both languages, and what stays as it is."""

import pytest
from django.urls import reverse

from accounts.operations import grant_role
from cms.models import TextPage
from front.permissions import allow_all
from shops.catalogue.models import Category
from shops.franchise.models import Agreement, FranchiseTerms
from tests.factories.catalogue import category, product
from tests.factories.people import person
from tests.factories.shops import OPENED, terms

pytestmark = pytest.mark.django_db
TERMS = {
    "title_zh_hans": "新协议", "title_en": "New terms", "body_zh_hans": "一、新\n新的。", "body_en": "1. New\nAll new.",
    "effective_on": "2027-03-01",
}  # fmt: skip
TEA = {
    "low_at": "5",
    "name_zh_hans": "茶", "name_en": "Teas", "short_zh_hans": "茶", "short_en": "Teas", "about_zh_hans": "", "about_en": "",
    "position": "4", "picture": "p-oil", "slug": "moved",
}  # fmt: skip


@pytest.fixture
def manager(client, homes):
    made = person("冯志强")
    for _ in range(2):
        allow_all()
    grant_role(user=made, role="franchise manager", by=None, at=OPENED)
    client.force_login(made)
    return made


def test_a_category_is_edited_in_both_languages_and_keeps_its_address(client, manager):
    tea = category()
    page = client.get(reverse("category:edit", args=[tea.pk])).content.decode()
    assert "name_zh_hans" in page
    assert "name_en" in page
    assert client.post(reverse("category:edit", args=[tea.pk]), TEA).status_code == 302
    tea.refresh_from_db()
    assert (tea.name_zh_hans, tea.name_en, tea.picture, tea.slug) == ("茶", "Teas", "p-oil", "tea")


def test_a_category_with_goods_is_not_deleted_even_by_an_administrator(client, homes):
    client.force_login(person("何", role="administrator", is_superuser=True))
    tea = product().category
    client.post(reverse("category:delete", args=[tea.pk]))
    assert Category.objects.filter(pk=tea.pk).exists()
    empty = category("empty", "空", "Empty", 9)
    client.post(reverse("category:delete", args=[empty.pk]))
    assert not Category.objects.filter(pk=empty.pk).exists()


@pytest.mark.parametrize("slug", ["all", "specials", "shops"])
def test_a_category_does_not_take_the_address_of_a_page_of_the_market(client, homes, slug):
    client.force_login(person("何", role="administrator", is_superuser=True))
    page = client.post(reverse("category:add"), {**TEA, "slug": slug}).content.decode()
    assert "已有页面" in page or "has a page at this address" in page
    assert client.post(reverse("category:add"), {**TEA, "slug": "teas"}).status_code == 302
    assert list(Category.objects.values_list("slug", flat=True)) == ["teas"]


def test_new_terms_are_the_next_version_and_signed_ones_stay(client, manager):
    first = terms()
    made = product().shop
    Agreement.objects.create(shop=made, terms=first, signed_by=made.owner, signed_name="盘美花", signed_at=OPENED)
    assert client.post(reverse("franchiseterms:add"), TERMS).status_code == 302
    second = FranchiseTerms.objects.get(version=2)
    assert (second.title_zh_hans, second.title_en) == ("新协议", "New terms")
    client.post(reverse("franchiseterms:edit", args=[first.pk]), TERMS)
    client.post(reverse("franchiseterms:edit", args=[second.pk]), {**TERMS, "title_en": "Better terms"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.title_en, second.title_en) == ("Capital of Yao Select franchise agreement", "Better terms")
    assert (first.version, second.version) == (1, 2)


def test_terms_in_one_language_only_are_not_taken(client, manager):
    page = client.post(reverse("franchiseterms:add"), {**TERMS, "body_en": ""})
    assert (page.status_code, FranchiseTerms.objects.count()) == (200, 0)


def test_a_franchise_manager_edits_no_page_and_deletes_no_category(client, manager, homes):
    page = homes["zh-hans"].add_child(instance=TextPage(title="帮助", slug="help", locale=homes["zh-hans"].locale))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
    empty = category("empty", "空", "Empty", 9)
    client.post(reverse("category:delete", args=[empty.pk]))
    assert Category.objects.filter(pk=empty.pk).exists()


def test_an_editor_keeps_neither(client, homes):
    allow_all()
    editor = person("编")
    grant_role(user=editor, role="editor", by=None, at=OPENED)
    client.force_login(editor)
    client.post(reverse("franchiseterms:add"), TERMS)
    client.post(reverse("category:edit", args=[category().pk]), TEA)
    assert (FranchiseTerms.objects.count(), Category.objects.get().name_en) == (0, "Tea")
