"""The photographs of one's goods, changed after the shop was made: also when it was returned."""

import pytest

from shops.franchise.models import Shop
from tests.factories import photos as pictures
from tests.factories.catalogue import photo, product
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
COLOURS = [f"#{n}{n}5b9c" for n in range(10, 30)]


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
