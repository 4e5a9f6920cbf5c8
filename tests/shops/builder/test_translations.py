"""A shop in the other language: what is missing, what is older than its original, and nothing typed that is lost."""

from datetime import timedelta

import pytest

from common.clock import now, shanghai_day
from shops.builder.both_languages import pairs_of, to_write
from shops.builder.models import Edition
from shops.builder.operations import change_shop
from shops.builder.pairs import mark_of
from shops.builder.translating import CHANGED, save_translations
from shops.builder.visits import change_visit
from shops.catalogue.models import CategoryRule, GoodsChange, Product
from shops.catalogue.operations import change_pack, change_product
from shops.catalogue.undoing import undo_change
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from tests.factories.catalogue import product
from tests.factories.shops import shop
from tests.factories.visits import visit

pytestmark = pytest.mark.django_db
HERE = "/en/my/shop/change/translations/"


@pytest.fixture
def tea(client, homes) -> Product:
    """A product of a shop that says all in Chinese and little in English, its owner signed in."""
    day = shanghai_day(now())
    notice = {"key": "n1", "zh": "停发货", "en": "", "from": day.isoformat(), "until": (day + timedelta(days=3)).isoformat()}
    made = product(
        about_en="Bitter first.",
        of=shop(state=Shop.State.DRAFT, making_steps=[{"zh": "采茶", "en": "Pick", "photo": None}], notices=[notice]),
    )
    client.force_login(made.shop.owner)
    return made


def keys(of: Shop) -> list[str]:
    return [pair.key for pair in to_write(of)]


def save(of: Shop, **said: str):
    """Keys are written with __ for a point."""
    said = {key.replace("__", "."): words for key, words in said.items()}
    marks = {pair.key: mark_of(pair.said(pair.original or "zh-hans")) for pair in pairs_of(of)}
    return save_translations(shop=of, said=said, of=marks, by=None, at=now())


def test_everything_that_is_missing_is_listed_with_its_original(tea):
    guest = visit(of=tea.shop)
    of = f"product.{tea.pk}"
    assert keys(tea.shop) == [
        "shop.village", "shop.story", "shop.handover", "shop.promise", "notice.n1.words", f"{of}.variety", f"{of}.grade",
        f"{of}.origin", f"{of}.storage", f"{of}.best_before", f"visit.{guest.pk}.about", f"visit.{guest.pk}.included",
        f"visit.{guest.pk}.come",
    ]  # fmt: skip


def test_what_is_written_is_kept_everywhere_and_can_be_undone(tea):
    guest, number = visit(of=tea.shop), Edition.objects.count()
    said = {"shop__story": "Grandmother’s trees.", "notice__n1__words": "No parcels.", f"product__{tea.pk}__grade": "One bud",
            f"visit__{guest.pk}__about": "A view.", "shop__none": "x", f"product__{tea.pk}__name": "Another"}  # fmt: skip
    assert save(tea.shop, **said) == (4, {})
    for row in (tea, guest, tea.shop):
        row.refresh_from_db()
    assert (tea.grade_en, tea.name_en, guest.about_en, tea.shop.story_en, tea.shop.notices[0]["en"]) == (
        "One bud", "Bitter tea, spring leaf", "A view.", "Grandmother’s trees.", "No parcels.",
    )  # fmt: skip
    assert Edition.objects.count() == number + 2  # what stood, and this
    undo_change(change=GoodsChange.objects.get(), by=None, at=now())
    tea.refresh_from_db()
    assert not tea.grade_en


def test_a_changed_original_makes_its_translation_older(tea):
    save(tea.shop, shop__story="Grandmother’s trees.")
    assert [pair.key for pair in to_write(tea.shop) if pair.is_older] == []
    change_product(product=tea, by=None, at=now(), changes={"about_zh_hans": "回甘很长。"}, prices={})
    change_shop(shop=tea.shop, by=None, at=now(), changes={"story_en": "My grandmother planted them."})
    tea.shop.refresh_from_db()
    older = {pair.key: (pair.original, pair.wanted) for pair in to_write(tea.shop) if pair.is_older}
    assert older == {f"product.{tea.pk}.about": ("zh-hans", "en"), "shop.story": ("en", "zh-hans")}
    assert save(tea.shop, **{f"product__{tea.pk}__about": "Bitter first."}) == (1, {})
    assert [pair.key for pair in to_write(tea.shop) if pair.is_older] == ["shop.story"]


def test_what_is_typed_in_both_languages_in_any_form_is_what_a_later_change_is_measured_by(tea):
    guest, pack = visit(of=tea.shop), tea.variants.get()

    def older() -> dict[str, str]:
        tea.shop.refresh_from_db()
        return {pair.key: pair.wanted for pair in to_write(tea.shop) if pair.is_older}

    both = {"story_zh_hans": "新故事", "story_en": "A new story"}
    change_shop(shop=tea.shop, by=None, at=now(), changes={**both, "village_en": "Hekou"})
    change_product(product=tea, by=None, at=now(), changes={"grade_zh_hans": "一芽", "grade_en": "One bud"}, prices={})
    change_pack(variant=pack, by=None, at=now(), pack={"name_zh_hans": "小包", "name_en": "Small"}, prices={})
    change_visit(visit=guest, by=None, at=now(), changes={"about_zh_hans": "看山", "about_en": "A view"})
    assert older() == {}
    change_shop(shop=tea.shop, by=None, at=now(), changes={"story_zh_hans": "更新的故事", "village_zh_hans": "河口"})
    change_product(product=tea, by=None, at=now(), changes={"grade_en": "Two buds"}, prices={})
    change_pack(variant=pack, by=None, at=now(), pack={"name_zh_hans": "大包"}, prices={"stock": 9})
    change_visit(visit=guest, by=None, at=now(), changes={"about_zh_hans": "看水"})
    of = f"product.{tea.pk}"
    found = {"shop.story": "en", "shop.village": "en", f"{of}.grade": "zh-hans", f"pack.{pack.pk}.name": "en",
             f"visit.{guest.pk}.about": "en"}  # fmt: skip
    assert older() == found
    change_shop(shop=tea.shop, by=None, at=now(), changes={"story_en": "The newest story"})  # its translation follows
    undo_change(change=GoodsChange.objects.filter(what="words").latest("pk"), by=None, at=now())
    assert older() == {key: found[key] for key in ("shop.village", f"pack.{pack.pk}.name", f"visit.{guest.pk}.about")}


def test_an_original_that_changed_meanwhile_is_not_translated(tea):
    said, marks = {"shop.story": "Trees."}, {"shop.story": mark_of("旧的故事")}
    assert save_translations(shop=tea.shop, said=said, of=marks, by=None, at=now()) == (0, {"shop.story": CHANGED})
    Shop.objects.filter(pk=tea.shop_id).update(state=Shop.State.SENT)
    with pytest.raises(NotChangeable):
        save(tea.shop, shop__story="Trees.")
    assert not Shop.objects.get().story_en


def posted(client, **changes) -> dict:
    """The form as the page has it, with `changes`."""
    form = client.get(HERE).context["form"]
    rows = {f"of-{row['pair'].key}": row["mark"] for row in form.rows()} | dict.fromkeys(form.pairs, "")
    return rows | {key.replace("__", "."): words for key, words in changes.items()}


def test_one_is_saved_and_what_else_was_typed_stays(client, tea):
    page = client.get(HERE).content.decode()
    assert "10 texts are missing in English." in page
    assert '<p lang="zh-Hans">河口村</p>' in page
    answer = client.post(HERE, posted(client, shop__village="Hekou", shop__promise="Seven days.", do="shop.village"))
    page = answer.content.decode()
    assert "9 texts are missing in English." in page
    assert "Seven days.</textarea>" in page
    tea.shop.refresh_from_db()
    assert (tea.shop.village_en, tea.shop.promise_en) == ("Hekou", None)
    assert client.post(HERE, posted(client, shop__promise="Seven days.")).status_code == 302
    tea.shop.refresh_from_db()
    assert tea.shop.promise_en == "Seven days."


def test_a_fault_keeps_what_was_typed_and_saves_the_rest(client, tea):
    CategoryRule.objects.create(kind="words", words="cure", message_en="No cures.", source_en="Law")
    Product.objects.update(state="on sale")
    grade, far = f"product.{tea.pk}.grade", "x" * 61
    answer = client.post(HERE, posted(client, **{grade: "A cure", "shop.village": far, "shop.handover": "The station"}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "No cures." in page
    assert f'value="{far}"' in page
    assert 'value="A cure"' in page
    tea.shop.refresh_from_db()
    assert (tea.shop.handover_en, Product.objects.get().grade_en) == ("The station", None)


@pytest.mark.parametrize("goods", [1, 20])
def test_the_page_costs_the_same_for_one_product_and_for_twenty(client, tea, goods, django_assert_num_queries):
    for _n in range(goods - 1):
        product(of=tea.shop)
    client.get(HERE)
    with django_assert_num_queries(9):
        assert client.get(HERE).context["left"] == 5 + 5 * goods + (goods - 1)
