"""The photographs of one's goods, changed after the shop was made: also when it was returned."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from shops.franchise.models import Shop
from tests.factories import photos as pictures
from tests.factories.catalogue import photo, product
from tests.factories.people import person
from tests.factories.shops import shop
from tests.uploads.together import camera_files, sent_and_usable

pytestmark = pytest.mark.django_db
LIST, ONE = 7, 5
COLOURS = [f"#{n}{n}5b9c" for n in range(10, 98, 8)]  # as JPEG, nearer ones are the same file


@pytest.fixture
def tea(client, homes):
    """A product of a returned shop with two photographs, its owner signed in."""
    made = product(of=shop(state=Shop.State.RETURNED, slug="pan-jia"))
    for _n in range(2):
        photo(made)
    client.force_login(made.shop.owner)
    return made


def page(tea) -> str:
    return f"/en/my/shop/change/goods/{tea.pk}/photos/"


def shown(tea) -> list[tuple[int, str]]:
    return list(tea.photos.order_by("position").values_list("photo_id", "caption"))


def files(count: int) -> list:
    return [pictures.upload(pictures.picture(colour=COLOURS[n]), f"tea-{n}.jpg") for n in range(count)]


def test_a_photo_is_added_at_the_end_and_what_was_written_is_kept(client, tea):
    first, second = (key for key, _caption in shown(tea))
    client.post(
        page(tea), {"do": "add", "cover": first, f"caption-{first}": "茶袋正面", f"caption-{second}": "秤", "new": files(1)}
    )
    assert shown(tea)[:2] == [(first, "茶袋正面"), (second, "秤")]
    assert len(shown(tea)) == 3


def test_the_cover_comes_first_and_a_removed_one_is_gone(client, tea):
    first, second = (key for key, _caption in shown(tea))
    client.post(page(tea), {"do": "save", "cover": second})
    assert [key for key, _caption in shown(tea)] == [second, first]
    client.post(page(tea), {"do": f"remove-{second}", "cover": second})
    assert [key for key, _caption in shown(tea)] == [first]


def test_pressing_twice_adds_once(client, tea):
    for _twice in range(2):
        client.post(page(tea), {"do": "add", "new": files(1)})
    assert len(shown(tea)) == 3


def test_a_ninth_photo_is_refused_in_words(client, tea):
    answer = client.post(page(tea), {"do": "add", "new": files(8)}, follow=True)
    assert len(shown(tea)) == 8
    assert "Eight photos are enough; 2 were not added." in answer.content.decode()


def test_no_file_and_a_file_that_is_no_picture_are_explained(client, tea):
    assert "Choose a photo first" in client.post(page(tea), {"do": "add"}, follow=True).content.decode()
    answer = client.post(page(tea), {"do": "add", "new": [pictures.upload(b"<svg onload=alert(1)>")]}, follow=True)
    assert "tea.jpg:" in answer.content.decode()
    assert len(shown(tea)) == 2


@pytest.mark.parametrize("state", [Shop.State.SENT, Shop.State.SUSPENDED, Shop.State.CLOSED])
def test_a_shop_that_may_not_change_keeps_its_photos(client, tea, state):
    Shop.objects.filter(pk=tea.shop_id).update(state=state)
    before = shown(tea)
    client.post(page(tea), {"do": f"remove-{before[0][0]}"})
    client.post(page(tea), {"do": "add", "new": files(1)})
    assert shown(tea) == before


def test_anothers_photo_cannot_be_shown_by_its_number(client, tea):
    other = photo(product())
    client.post(page(tea), {"do": "save", "cover": other.photo_id, f"caption-{other.photo_id}": "偷来的"})
    assert other.photo_id not in [key for key, _caption in shown(tea)]
    other.refresh_from_db()
    assert other.caption == "茶袋正面"


def test_a_stranger_finds_no_such_page(client, tea):
    client.force_login(person())
    assert client.get(page(tea)).status_code == 404
    assert client.post(page(tea), {"do": f"remove-{shown(tea)[0][0]}"}).status_code == 404
    assert len(shown(tea)) == 2


def test_buttons_order_them_and_the_first_is_the_cover(client, tea):
    first, second = (key for key, _caption in shown(tea))
    for press in (f"down-{first}", f"down-{first}", f"up-{first}", f"up-{first}", f"down-{first}"):
        top = shown(tea)[0][0]
        client.post(page(tea), {"do": press, "cover": top, "was-cover": top})
    assert [key for key, _caption in shown(tea)] == [second, first]


def test_words_are_written_for_those_without_any(client, tea):
    tea.photos.filter(position=2).update(caption="")
    client.post(page(tea), {"do": "suggest"})
    assert [caption for _key, caption in shown(tea)] == ["茶袋正面", f"{tea.name_en} from the front"]


def test_an_old_page_does_not_undo_what_a_helper_wrote(client, tea):
    """Both pages showed the same words; the helper's caption and cover stay when another word is saved from the old page."""
    first, second = (key for key, _caption in shown(tea))
    old = {
        f"was-{first}": "茶袋正面",
        f"was-{second}": "茶袋正面",
        "was-cover": first,
        "cover": first,
        f"caption-{first}": "茶袋正面",
    }
    client.post(
        page(tea), {**old, "do": "save", "cover": second, f"caption-{first}": "女儿写的", f"caption-{second}": "茶袋正面"}
    )
    client.post(page(tea), {**old, "do": "add", f"caption-{second}": "秤上半斤", "new": files(1)})
    assert shown(tea)[:2] == [(second, "秤上半斤"), (first, "女儿写的")]
    assert len(shown(tea)) == 3


def test_the_same_words_written_by_two_are_asked_about_once(client, tea):
    first, _second = (key for key, _caption in shown(tea))
    tea.photos.filter(photo_id=first).update(caption="女儿写的")
    sent = {"do": "save", f"was-{first}": "茶袋正面", f"caption-{first}": "我写的"}
    answer = client.post(page(tea), sent).content.decode()
    assert ('value="我写的"' in answer, "Theirs: 女儿写的" in answer, shown(tea)[0][1]) == (True, True, "女儿写的")
    client.post(page(tea), {**sent, f"was-{first}": "女儿写的"})
    assert shown(tea)[0][1] == "我写的"


def test_bad_files_are_named_and_the_good_ones_of_the_same_press_kept(client, tea):
    good = files(1)[0]
    bad = [pictures.upload(b"", "empty.jpg"), pictures.upload(b"%PDF-1.7 paper", "a\u202egpj.pdf" + "x" * 90)]
    answer = client.post(page(tea), {"do": "add", "new": [bad[0], good, bad[1]]}, follow=True).content.decode()
    assert "empty.jpg: This file is empty" in answer
    assert "\u202e" not in answer
    assert "…xxxxxxxxxxxxxx: This is a PDF" in answer
    assert len(shown(tea)) == 3


@pytest.fixture
def taken(tea):
    """The photograph of the product that was really taken in; the cover."""
    made = pictures.photo(tea.shop.owner)
    tea.photos.filter(position=1).update(photo=made)
    return made


def one(tea, photo) -> str:
    return f"{page(tea)}{photo.pk}/"


def test_a_photo_is_tried_in_the_address_and_kept_by_a_press(client, tea, taken):
    answer = client.get(one(tea, taken), {"do": "turn-right", "left": "100"})
    assert answer["Location"] == f"{one(tea, taken)}?turn=1&top=100#look"
    assert (
        f"/en/my/shop/change/photos/{taken.pk}/look.jpg?turn=1&amp;top=100" in client.get(answer["Location"]).content.decode()
    )
    assert shown(tea)[0][0] == taken.pk
    client.post(one(tea, taken), {"do": "keep", "turn": "1", "top": "100"})
    made = tea.photos.get(position=1)
    assert (made.photo.made_from, made.caption) == (taken, "茶袋正面")
    client.post(one(tea, made.photo), {"do": "original"})
    assert shown(tea)[0] == (taken.pk, "茶袋正面")


def test_two_who_change_one_photo_lose_neither(client, tea, taken):
    client.post(one(tea, taken), {"do": "keep", "turn": "1"})
    theirs = tea.photos.get(position=1).photo
    answer = client.post(one(tea, taken), {"do": "keep", "turn": "2"})
    assert answer["Location"] == f"{one(tea, theirs)}?turn=2#look"
    assert shown(tea)[0][0] == theirs.pk
    assert "Somebody changed this photo meanwhile" in client.get(answer["Location"]).content.decode()
    client.post(one(tea, theirs), {"do": "keep", "turn": "2"})
    assert tea.photos.get(position=1).photo.recipe == {"turn": 2}


def test_the_original_again_is_not_added_beside_its_version(client, tea, taken):
    client.post(one(tea, taken), {"do": "keep", "turn": "1"})
    client.post(page(tea), {"do": "add", "new": [pictures.upload(), pictures.upload()]})
    assert len(shown(tea)) == 2


def test_a_look_is_drawn_for_those_of_the_shop_only_and_not_too_often(client, tea, taken, monkeypatch):
    look = f"/en/my/shop/change/photos/{taken.pk}/look.jpg?lean=5&light=1"
    answer = client.get(look)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/jpeg", "private, max-age=600")
    with monkeypatch.context() as spent:
        spent.setattr("allauth.core.ratelimit.consume", lambda request, action: action != "photo_look")
        assert client.get(look).status_code == 429
    stranger = shop(slug="li-jia").owner
    client.force_login(stranger)
    assert client.get(look).status_code == 404
    assert client.post(one(tea, taken), {"do": "keep", "turn": "1"}).status_code == 404
    assert shown(tea)[0][0] == taken.pk


@pytest.mark.parametrize("count", [1, 8])
def test_the_pages_ask_as_much_for_one_photo_as_for_eight(client, tea, taken, count, django_assert_num_queries):
    while tea.photos.count() > count:
        tea.photos.last().delete()
    while tea.photos.count() < count:
        photo(tea)
    client.get(page(tea))
    with django_assert_num_queries(LIST):
        client.get(page(tea))
    with django_assert_num_queries(ONE):
        client.get(one(tea, taken))


def test_three_photographs_sent_together_are_listed_and_become_usable_with_progress(client, homes, settings):
    """The smaller sister of the proof with five of 12 million pixels in tests/concurrency."""
    bare = product(of=shop(slug="pan-jia"))
    client.force_login(bare.shop.owner)
    assert sent_and_usable(client, bare, settings, camera_files(3, (1640, 1230))) <= 20


def test_the_page_of_one_photo_carries_its_script_and_all_scripts_stay_light(client, tea, taken):
    html = client.get(one(tea, taken)).content.decode()
    scripts = re.findall(r'<script src="/static/(js/[^"]+)"', html)
    assert "js/darkroom.js" in scripts
    assert sum(len(gzip.compress(Path(find(name)).read_bytes())) for name in scripts) <= 20 * 1024


def test_a_removed_photo_is_one_press_from_coming_back(client, tea):
    before = shown(tea)
    answer = client.post(page(tea), {"do": f"remove-{before[0][0]}"}, follow=True).content.decode()
    undo = re.search(r'action="(/en/my/shop/change/goods/changes/[^"]+)"', answer)
    assert (undo is not None, len(shown(tea))) == (True, 1)
    client.post(undo[1])
    assert shown(tea) == before
