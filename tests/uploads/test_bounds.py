"""A request of 200 MB is left where it is once that is known: the page names the file, and what was written is kept."""

from io import BytesIO

import pytest
from django.test import Client

from tests.factories.catalogue import photo, product
from tests.factories.people import person
from tests.factories.photos import picture
from uploads.bounds import MOST_OF_A_FILE, MOST_TOGETHER
from uploads.models import Photo

pytestmark = pytest.mark.django_db
EDGE, LARGE = b"--edge\r\n", 200 * 1024 * 1024


def part(name: str, value: bytes, file: str = "") -> bytes:
    said = f'Content-Disposition: form-data; name="{name}"' + (
        f'; filename="{file}"\r\nContent-Type: image/jpeg' if file else ""
    )
    return EDGE + said.encode() + b"\r\n\r\n" + value


class Arriving(BytesIO):
    """The beginning of a request, and then as many bytes as anybody asks for: `given` counts them."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        found = super().read(size) or b"\0" * size
        self.given += len(found)
        return found


def sent(client: Client, path: str, body: Arriving):
    """What the server answers to a request that says it is of 200 MB."""
    given = {"CONTENT_TYPE": "multipart/form-data; boundary=edge", "CONTENT_LENGTH": str(LARGE), "wsgi.input": body}
    return client.generic("POST", path, **given)


@pytest.fixture
def tea(client, homes):
    made = product()
    client.force_login(made.shop.owner)
    return made


def test_one_huge_photo_is_not_read_in_full_and_the_words_are_kept(client, tea):
    shown = photo(tea)
    words = part(f"was-{shown.photo_id}", "茶袋正面\r\n".encode()) + part(f"caption-{shown.photo_id}", "秤上半斤\r\n".encode())
    body = Arriving(words + part("new", picture() + b"\r\n", "good.jpg") + part("new", b"", "电影.jpg"))
    answer = sent(client, f"/en/my/shop/change/goods/{tea.pk}/photos/", body)
    page = answer.content.decode()
    assert (answer.status_code, "电影.jpg: too large" in page, 'value="秤上半斤"' in page) == (413, True, True)
    assert MOST_OF_A_FILE < body.given < MOST_OF_A_FILE + 2**20
    assert tea.photos.get().caption == "秤上半斤"


def test_beside_the_steps_of_making_too(client, tea):
    body = Arriving(part("zh_1", "雾散之前采\r\n".encode()) + part("new", b"", "film.jpg"))
    answer = sent(client, "/en/my/shop/change/making/", body)
    assert (answer.status_code, "film.jpg: too large" in answer.content.decode()) == (413, True)
    assert "雾散之前采" in answer.content.decode()
    tea.shop.refresh_from_db()
    assert tea.shop.making_steps == []


def test_any_other_page_says_where_it_stopped_and_does_nothing(client, homes):
    client.force_login(person())
    body = Arriving(part("name", "改名\r\n".encode()) + part("file", b"", "big.bin"))
    answer = sent(client, "/en/my/", body)
    assert (answer.status_code, "We stopped at big.bin. Nothing was saved or changed." in answer.content.decode()) == (
        413,
        True,
    )


def test_many_together_are_stopped_at_and_none_is_taken_in(client, tea, monkeypatch):
    monkeypatch.setattr("uploads.bounds.MOST_TOGETHER", MOST_TOGETHER // 400)
    many = b"".join(part("new", b"\xff" * 150_000 + b"\r\n", f"{n}.jpg") for n in range(6))
    answer = sent(client, f"/en/my/shop/change/goods/{tea.pk}/photos/", Arriving(many))
    assert (answer.status_code, "2.jpg: too large" in answer.content.decode()) == (413, True)
    assert not Photo.objects.exists()
