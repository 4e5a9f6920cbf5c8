"""Linking goods and shops to the county's pages: by whom, once, undone, and what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cms.models import CultureIndexPage, CulturePage
from common.clock import now
from common.models import AuditEntry
from shops.builder.goods.saying_changes import told_of
from shops.catalogue.models import GoodsChange, Tie
from shops.catalogue.ties import MOST, TooManyTies, keys_of, set_ties
from shops.catalogue.undoing import TooLate, undo_change
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from tests.factories.catalogue import product
from tests.factories.pages import child
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(homes):
    under = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    return [child(under, CulturePage, f"c{n}", {"title": f"花{n}"}, {"title": f"Flower {n}"}, kind="craft") for n in range(3)]


def link(of, *keys, by=None):
    return set_ties(of=of, keys=keys, by=by or person("何"), at=now())


def test_the_same_again_changes_nothing_and_each_change_has_its_line(homes):
    tea, one, two = product(), uuid4(), uuid4()
    assert link(tea, one, two) == []
    assert link(tea, two, one, one) == [one, two]
    assert link(tea, two) == [one, two]
    assert keys_of(tea) == [two]
    lines = AuditEntry.objects.filter(action="link to pages").order_by("pk").values_list("details", flat=True)
    assert [line["pages"] for line in lines] == [[str(one), str(two)], [str(two)]]
    assert GoodsChange.objects.filter(what="ties").count() == 2


def test_too_many_and_a_shop_that_cannot_be_changed_are_refused(homes):
    tea = product()
    with pytest.raises(TooManyTies):
        link(tea, *[uuid4() for _n in range(MOST + 1)])
    closed = product(of=shop(state=Shop.State.SUSPENDED))
    with pytest.raises(NotChangeable):
        link(closed, uuid4())
    assert (Tie.objects.count(), GoodsChange.objects.count()) == (0, 0)


@pytest.mark.parametrize("whole", [True, False], ids=["shop", "product"])
def test_undone_once_and_what_was_linked_since_stays(homes, whole):
    tea = product()
    of = tea.shop if whole else tea
    one, two, three = uuid4(), uuid4(), uuid4()
    link(of, one)
    link(of, two)
    change = GoodsChange.objects.first()
    link(of, two, three)
    assert undo_change(change=change, by=None, at=now()) == 0
    assert keys_of(of) == [three, one]
    with pytest.raises(TooLate):
        undo_change(change=change, by=None, at=now())
    assert undo_change(change=GoodsChange.objects.first(), by=None, at=now()) == 0
    assert set(keys_of(of)) == {two, three}


def test_a_linked_shop_and_its_goods_lead_to_the_page(client, pages):
    tea = product()
    client.get(f"/en/shops/{tea.shop.slug}/")
    assert "Read more about it" not in client.get(f"/en/shops/{tea.shop.slug}/").content.decode()
    link(tea.shop, *[page.translation_key for page in pages])
    for path in (f"shops/{tea.shop.slug}", f"products/{tea.slug}"):
        words = client.get(f"/en/{path}/").content.decode()
        assert words.count("<dt>It carries</dt>") == 3
        assert "/links/" not in words
    client.force_login(person("何", role="editor"))
    assert f'href="/en/shops/{tea.shop.slug}/links/"' in client.get(f"/en/shops/{tea.shop.slug}/").content.decode()


def test_changes_are_told_by_the_pages_titles(pages):
    tea = product()
    link(tea, pages[0].translation_key)
    link(tea.shop, uuid4())
    whole, single = told_of(GoodsChange.objects.all())
    assert (whole.short, whole.lines) == ("整家店：改了相连的页面", ["连上了：已经不在的页面"])
    assert (single.short, single.lines) == ("江华苦茶 春芽：改了相连的页面", ["连上了：花0"])


@pytest.mark.parametrize("who", ["owner", "editor", "franchise manager"])
def test_who_may_ticks_pages_saves_and_undoes(client, pages, who):
    tea = product()
    client.force_login(tea.shop.owner if who == "owner" else person("何", role=who))
    address = f"/en/products/{tea.slug}/links/"
    assert client.get(address).content.decode().count('type="checkbox"') == 3
    typed = [str(pages[1].translation_key), "x' OR 1=1", str(uuid4())]
    answer = client.post(address, {"page": typed}, follow=True)
    assert keys_of(tea) == [pages[1].translation_key]
    assert AuditEntry.objects.get(action="link to pages").actor_id == int(client.session["_auth_user_id"])
    undo = f"/en/links/{GoodsChange.objects.get().pk}/undo/"
    assert f'action="{undo}"' in answer.content.decode()
    assert client.post(undo)["Location"] == address
    assert keys_of(tea) == []


@pytest.mark.parametrize("who", ["mentor", "trainee", None])
def test_others_find_nothing_and_change_nothing(client, pages, who):
    tea = product()
    link(tea.shop, pages[0].translation_key)
    change = GoodsChange.objects.get()
    if who:
        client.force_login(person("陈", role=who))
    for path in (f"products/{tea.slug}/links/", f"shops/{tea.shop.slug}/links/", f"links/{change.pk}/undo/"):
        assert client.post(f"/en/{path}", {"page": []}).status_code == (404 if who else 302)
    assert keys_of(tea.shop) == [pages[0].translation_key]
    change.refresh_from_db()
    assert change.undone_at is None


def test_too_many_keeps_what_was_ticked_and_says_what_to_do(client, pages, monkeypatch):
    monkeypatch.setattr("shops.catalogue.ties.MOST", 2)
    tea = product()
    client.force_login(tea.shop.owner)
    keys = [str(page.translation_key) for page in pages]
    words = client.post(f"/en/products/{tea.slug}/links/", {"page": keys}).content.decode()
    assert "Choose 2 pages at most: take some away, then save." in words
    assert words.count(" checked>") == 3
    assert keys_of(tea) == []


def test_a_product_that_is_gone_has_no_links_page_and_its_old_change_cannot_be_undone_after_a_while(client, homes):
    tea = product(state="removed")
    client.force_login(tea.shop.owner)
    assert client.get(f"/en/products/{tea.slug}/links/").status_code == 404
    link(tea.shop, uuid4())
    GoodsChange.objects.update(at=now() - timedelta(days=8))
    answer = client.post(f"/en/links/{GoodsChange.objects.get().pk}/undo/", follow=True)
    assert "It was undone already, or it is too long ago." in answer.content.decode()
    assert Tie.objects.count() == 1
