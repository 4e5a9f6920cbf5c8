"""The parts of a shop's front: their order, which are shown, how it is made, notices; and what shoppers see of them."""

from datetime import timedelta

import pytest

from common.clock import now, shanghai_day
from shops.builder.editions import front_of, number_of
from shops.builder.sections import ORDERS, Placed, Section, arranged, laid_out, moved, placed
from shops.builder.step_photos import beside_steps
from shops.franchise.models import Layout, Shop
from tests.factories import photos
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
CHANGE = "/en/my/shop/change/"
COLOURS = ("#105b9c", "#905b9c", "#f05b9c")


@pytest.fixture
def made(client, homes) -> Shop:
    """A draft shop with one product in season, its owner signed in."""
    drafted = product(of=shop(state=Shop.State.DRAFT)).shop
    client.force_login(drafted.owner)
    return drafted


def test_every_layout_has_every_part_once():
    assert set(ORDERS) == set(Layout.values)
    assert [sorted(order) for order in ORDERS.values()] == [sorted(Section.values)] * 3


def test_a_part_moves_within_the_list_and_one_that_is_new_to_the_house_comes_last():
    rows = [Placed(kind, True) for kind in ("goods", "story", "year")]
    assert [one.kind for one in moved(rows, "story", -1)] == ["story", "goods", "year"]
    assert moved(rows, "goods", -1) == moved(rows, "year", 1) == moved(rows, "nothing", 1) == rows
    kept = {"layout": "counter", "sections": [{"kind": "story", "shown": False}, {"kind": "gone", "shown": True}]}
    assert [one.kind for one in placed(kept)] == ["story", "notices", "goods", "visit", "making", "year"]


def test_another_layout_brings_its_order_and_what_is_hidden_stays_hidden():
    assert laid_out({"layout": "counter"}, "story") == []
    front = {"layout": "counter", "sections": [{"kind": "year", "shown": False}]}
    assert [(row["kind"], row["shown"]) for row in laid_out(front, "story")][-2:] == [("year", False), ("visit", True)]


def test_parts_are_moved_and_hidden_by_buttons_and_shoppers_see_it_so(client, made):
    address = f"/en/shops/{made.slug}/"
    page = client.get(address).content.decode()
    assert page.index("On the counter") < page.index("Our story") < page.index("The year here")
    for press in ("up-story", "up-story", "up-story", "hide-year", "up-nothing", "nonsense"):
        assert client.post(f"{CHANGE}sections/", {"do": press})["Location"] == f"{CHANGE}sections/"
    made.refresh_from_db()
    assert arranged(made) == ["story", "notices", "goods", "visit", "making"]
    page = client.get(address).content.decode()
    assert page.index("Our story") < page.index("On the counter")
    assert "The year here" not in page
    assert "Hidden" in client.get(f"{CHANGE}sections/").content.decode()
    page = client.post("/en/my/shop/versions/5/take-back/", follow=True).content.decode()
    made.refresh_from_db()
    assert arranged(made) == ["story", "notices", "goods", "visit", "making", "year"]


def test_how_it_is_made_begins_with_ones_own_words_and_is_shown_with_its_photo(client, made):
    made.products.update(about_zh_hans="雾散之前采。松柴烘干。")
    page = client.get(f"{CHANGE}making/").content.decode()
    assert ("雾散之前采" in page, "松柴烘干" in page, "We began with your own words" in page) == (True, True, True)
    typed = {"zh_1": "雾散之前采。", "en_1": "", "new_1": photos.upload(), "zh_3": "", "en_3": "Dried over pine.", "do": "add"}
    assert client.post(f"{CHANGE}making/", typed)["Location"] == f"{CHANGE}making/"
    made.refresh_from_db()
    assert [(row["zh"], row["en"], row["photo"] is None) for row in made.making_steps] == [
        ("雾散之前采。", "", False), ("", "Dried over pine.", True),
    ]  # fmt: skip
    page = client.get(f"/en/shops/{made.slug}/").content.decode()
    assert '<span lang="zh-Hans">雾散之前采。</span>' in page
    assert page.count('class="mks') == 1


def test_a_photo_of_a_strangers_is_not_shown(client, made):
    alien = photos.photo(person("陈"))
    client.post(f"{CHANGE}making/", {"zh_1": "采", "photo_1": str(alien.pk)})
    made.refresh_from_db()
    assert made.making_steps == [{"zh": "采", "en": "", "photo": None}]


def test_a_notice_is_shown_on_its_days_only(client, made):
    today = shanghai_day(now())
    page = client.get(f"{CHANGE}notices/?idea=spring").content.decode()
    assert ("春节放假" in page, "Closed for Spring Festival" in page) == (True, True)
    for words, first, last in (("今天歇业", 0, 0), ("下周歇业", 7, 9), ("早过了", -9, -1)):
        days = {"from_on": today + timedelta(days=first), "until_on": today + timedelta(days=last)}
        client.post(f"{CHANGE}notices/", {"do": "add", "words_zh_hans": words, "words_en": "", **days})
    page = client.get(f"/en/shops/{made.slug}/").content.decode()
    assert ("今天歇业" in page, "下周歇业" in page, "早过了" in page) == (True, False, False)
    wrong = {"do": "add", "words_zh_hans": "反了", "from_on": today, "until_on": today - timedelta(days=1)}
    page = client.post(f"{CHANGE}notices/", wrong).content.decode()
    assert ("The last day must be the first one or later." in page, "反了" in page) == (True, True)
    made.refresh_from_db()
    key = front_of(made)["notices"][0]["key"]
    client.post(f"{CHANGE}notices/", {"do": f"remove-{key}"})
    made.refresh_from_db()
    assert [row["zh"] for row in made.notices] == ["下周歇业", "早过了"]


def test_what_was_typed_stays_on_the_page_of_a_shop_that_may_not_change(client, made):
    Shop.objects.update(state=Shop.State.SENT)
    words = {"words_zh_hans": "明天不发货", "from_on": "2027-01-08", "until_on": "2027-01-09", "do": "add"}
    for path, typed in (("making", {"zh_1": "早上采", "zh_2": "当天炒"}), ("notices", words)):
        page = client.post(f"{CHANGE}{path}/", typed).content.decode()
        assert next(iter(typed.values())) in page
        assert "Nothing was changed; what you typed is still here" in page
    assert front_of(made).get("notices", []) == front_of(made).get("making_steps", []) == []


@pytest.fixture
def steps(client, made) -> list[int]:
    """Two steps with a photograph each, sent together with a third that no step waits for."""
    sent = {"zh_1": "雾散之前采。", "zh_2": "松柴烘干。", "new": [photos.upload(photos.picture(colour=c)) for c in COLOURS]}
    answer = client.post(f"{CHANGE}making/", {**sent, "do": "add"}, follow=True).content.decode()
    assert "1 photo has no step: write the step first" in answer
    return photos_of(made)


def photos_of(made) -> list[int]:
    """What stands beside the steps now."""
    return beside_steps(Shop.objects.get(pk=made.pk))


def test_photos_sent_together_go_to_the_steps_without_one_in_order(client, made, steps):
    mine = list(made.owner.photos.order_by("pk").values_list("pk", flat=True))
    assert (steps, len(mine)) == (mine[:2], 3)
    typed = {"zh_1": "雾散之前采。", "zh_2": "松柴烘干。", "photo_1": steps[0], "photo_2": steps[1]}
    client.post(f"{CHANGE}making/", {**typed, "without_2": "1", "zh_3": "装袋。", "new_3": photos.upload(photos.picture())})
    made.refresh_from_db()
    assert [row["photo"] is None for row in made.making_steps] == [False, True, False]


def test_a_photo_of_a_step_is_cut_and_taken_back_as_part_of_the_front(client, made, steps):
    page = f"{CHANGE}making/photos/{steps[1]}/"
    assert f'href="{page}"' in client.get(f"{CHANGE}making/").content.decode()
    assert client.get(page, {"do": "turn-right"})["Location"] == f"{page}?turn=1#look"
    assert client.post(page, {"do": "keep", "turn": "1"})["Location"] == f"{CHANGE}making/#photos"
    turned = photos_of(made)
    assert (turned[0], photos.Photo.objects.get(pk=turned[1]).recipe) == (steps[0], {"turn": 1})
    again = client.post(page, {"do": "keep", "turn": "2"})
    assert (again["Location"], photos_of(made)) == (f"{CHANGE}making/photos/{turned[1]}/?turn=2#look", turned)
    client.post(f"/en/my/shop/versions/{number_of(made)}/take-back/")
    assert photos_of(made) == steps


def test_the_photo_of_a_step_is_nobody_elses_to_change(client, made, steps):
    page = f"{CHANGE}making/photos/{steps[0]}/"
    client.force_login(shop(slug="li-jia").owner)
    assert (client.get(page).status_code, client.post(page, {"do": "keep", "turn": "1"}).status_code) == (404, 302)
    assert photos_of(made) == steps
    Shop.objects.filter(pk=made.pk).update(state=Shop.State.SUSPENDED)
    client.force_login(made.owner)
    client.post(page, {"do": "keep", "turn": "1"})
    assert photos_of(made) == steps
