"""The picture of a shared page: of its own size, true to what the page says, and nobody's who may not read it."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from cms.models import CultureIndexPage, CulturePage
from front.page_cards import card_of, legible
from front.page_cards_drawn import cut_to, drawn
from tests.factories.pages import child

HOST = "http://testserver"


@pytest.fixture
def index(homes):
    return child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})


def shared_picture(client, path: str) -> str:
    words = client.get(path).content.decode()
    return re.search(r'<meta property="og:image" content="([^"]+)">', words)[1].removeprefix(HOST)


def test_a_page_is_drawn_in_each_language_and_anew_when_its_title_changes(client, index):
    page = child(index, CulturePage, "drum", {"title": "长鼓"}, {"title": "Long drum", "lede": "Danced"}, kind="music")
    zh, en = (shared_picture(client, f"/{language}/culture/drum/") for language in ("zh-hans", "en"))
    answer = client.get(zh)
    picture = Image.open(BytesIO(answer.content))
    assert len(answer.content) < 60_000
    assert (answer["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(zh).content == answer.content != client.get(en).content
    Page.objects.filter(pk=page.pk).update(title="瑶族长鼓")
    moved = client.get(zh)
    assert (moved.status_code, moved.url) == (302, shared_picture(client, "/zh-hans/culture/drum/"))
    assert client.get(moved.url).content != answer.content
    assert default_storage.listdir(f"cards/pages/{page.pk}")[1] == [moved.url.rpartition("/")[2]]  # the old one is swept away


def test_the_picture_named_in_the_head_is_there_on_every_kind_of_page(client, index, programme):
    for path in ("/en/", "/zh-hans/", "/en/learn/ecommerce/", "/zh-hans/learn/ecommerce/stage-1/lesson-1/", "/en/culture/"):
        assert client.get(shared_picture(client, path)).status_code == 200, path


def test_a_photograph_is_cut_to_size_and_one_that_is_lost_is_drawn(client, index):
    page = child(index, CulturePage, "drum", {"title": "长鼓"}, {"title": "Long drum"}, kind="music")
    photo = get_image_model().objects.create(title="Drum", file=get_test_image_file(size=(1300, 1300), colour="red"))
    picture = {"drawing": "", "photo": photo, "alt": "A drum"}
    page.body = [("making", [{"title": "做", "text": "挖木", "picture": picture}])]
    page.save()
    words = client.get("/zh-hans/culture/drum/").content.decode()
    picture = Image.open(BytesIO(client.get(card_of(CulturePage.objects.get(pk=page.pk)).address).content))
    assert picture.size == (1200, 630)
    assert [abs(one - two) < 12 for one, two in zip(picture.getpixel((600, 315)), (255, 0, 0), strict=True)] == [True] * 3
    (source,) = re.findall(r'<source type="image/avif" srcset="([^"]+)"', words)
    assert [one.split()[1] for one in source.split(", ")] == ["360w", "640w", "960w", "1280w", "1300w"]
    assert 'width="960" height="600" alt="A drum" loading="lazy"' in words
    assert photo.renditions.filter(filter_spec__contains="avif").count() == 0  # nothing was cut for reading the page
    small = client.get(source.split()[0].replace("&amp;", "&"))
    made = Image.open(BytesIO(b"".join(small.streaming_content)))
    assert (small.status_code, small["Content-Type"], made.format, made.size) == (200, "image/avif", "AVIF", (360, 225))
    forged = source.split()[0].replace("fill-360x225", "fill-361x225")
    assert client.get(forged).status_code in (400, 403)
    photo.renditions.all().delete()
    photo.file.storage.delete(photo.file.name)
    get_image_model().objects.filter(pk=photo.pk).update(file_hash="gone")
    lost = client.get(card_of(CulturePage.objects.get(pk=page.pk)).address)
    assert (lost["Content-Type"], Image.open(BytesIO(lost.content)).format) == ("image/png", "PNG")


@pytest.mark.parametrize("hide", ["draft", "closed"])
def test_nobody_sees_the_picture_of_a_page_they_may_not_read(client, index, hide):
    address = card_of(index).address
    if hide == "draft":
        Page.objects.filter(pk=index.pk).update(live=False)
    else:
        PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert client.get(address).status_code == 404
    assert not default_storage.exists(f"cards/pages/{index.pk}/{address.rpartition('/')[2]}")


def test_what_our_font_cannot_draw_is_left_out_and_long_words_are_cut():
    for most, kept in ((0, 0), (1, 1), (2, 2)):
        lines = cut_to("word " * 200, 400, most)
        assert (len(lines), [line.endswith("…") for line in lines[-1:]]) == (kept, [True] * bool(kept))
    assert legible("长鼓 \U0001f941 drum\n") == "长鼓  drum"
    assert Image.open(BytesIO(drawn("瑶" * 200, "W" * 300, "word " * 200, "Site", "sun"))).size == (1200, 630)
