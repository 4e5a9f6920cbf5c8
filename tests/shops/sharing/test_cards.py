"""Pictures to share: of what is true now, one file of each, closed where nobody may look."""

from io import BytesIO

import pytest
from PIL import Image

from shops.catalogue.models import Offer
from shops.franchise.models import Shop
from shops.sharing import cards
from shops.sharing.cards_drawn import PLANS, card_png, name_lines
from shops.sharing.fitting import width
from shops.sharing.models import Card
from shops.sharing.queries import on_sale_of, shown_product
from tests.factories.catalogue import product
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def address(slug: str, shape: str = "wide") -> str:
    return cards.of_product(shown_product(slug), "en").address(shape)


def test_both_shapes_have_their_size_and_the_shops_cloth():
    sold = product(of=shop(cloth="red"))
    for shape, size in (("tall", (1080, 1440)), ("wide", (1200, 630))):
        facts = cards.of_product(shown_product(sold.slug), "en")
        picture = Image.open(BytesIO(card_png(facts, shape, "https://yaodu.example/p/abc2345")))
        assert (picture.format, picture.size) == ("PNG", size)
        assert picture.getpixel((size[0] - 8, size[1] // 2 + 250)) == (0xA2, 0x1C, 0x20)


@pytest.mark.parametrize(
    "name", ["茶", "高山野生蜂蜜" * 10, "Wild mountain honey of a hundred flowers, autumn of 2026, bees", "W" * 60]
)
def test_no_name_runs_out_of_its_room(name):
    for plan in PLANS.values():
        room = plan.words[2] - plan.words[0]
        lines, size = name_lines(name, room, plan.name)
        assert len(lines) <= 3
        assert max(width(line) for line in lines) * size <= room


def test_a_changed_price_is_another_file_and_the_old_one_is_swept(client, django_capture_on_commit_callbacks):
    sold = product(slug="kucha")
    first = address("kucha")
    answer = client.get(first)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    kept = Card.objects.get()
    assert client.get(first).content == answer.content
    Offer.objects.update(price=5200)
    moved = client.get(first)
    assert (moved.status_code, moved["Location"]) == (302, address("kucha"))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.get(moved["Location"]).content != answer.content
    now = Card.objects.get()
    assert (now.pk, now.mark == kept.mark, now.product) == (kept.pk, False, sold)
    assert not now.file.storage.exists(kept.file.name)
    assert now.file.storage.exists(now.file.name)


def test_what_nobody_may_see_has_no_picture(client):
    closed, sold = shop(state=Shop.State.SENT), product(slug="kucha")
    where = address("kucha")
    hidden = cards.of_shop(closed, on_sale_of(closed), "zh-hans").address("tall")
    sold.state = "draft"
    sold.save()
    for asked in (where, hidden, where.replace("/wide/", "/round/"), where.replace("/en/", "/fr/")):
        assert client.get(asked).status_code == 404
    assert Card.objects.count() == 0


def test_a_page_without_a_photograph_is_shared_with_its_card(client, homes):
    product(slug="kucha")
    page = client.get("/en/products/kucha/").content.decode()
    assert f'<meta property="og:image" content="http://testserver{address("kucha")}">' in page
