"""The sign as a drawing: every cloth with every band, any name, as outlines and as pixels."""

from io import BytesIO
from itertools import product

import pytest
from PIL import Image

from shops.builder.signboard import CLOTHS, HIGH, MARGIN, WIDE, board_of, face, fingerprint
from shops.builder.signboard_files import signboard_png, signboard_svg
from shops.franchise.models import Band, Cloth, Shop
from tests.factories.shops import shop


def sign(**fields) -> Shop:
    given = {
        "name_zh_hans": "盘家苦茶",
        "name_en": "Pan Family Tea",
        "byline_zh_hans": "河口村的茶",
        "seal": "盘",
        "band": "tea",
    }
    return Shop(**{**given, "cloth": "indigo", **fields})


def test_all_sixteen_are_drawn_each_another():
    boards = [board_of(sign(band=band, cloth=cloth)) for band, cloth in product(Band.values, Cloth.values)]
    assert len({(board.cloth, board.tile) for board in boards}) == 16
    assert {board.cloth for board in boards} == set(CLOTHS.values())
    assert all(board.tile_high == 24 and len(board.tile) > 20 for board in boards)


@pytest.mark.parametrize("name", ["盘家苦茶", "水口镇河口村老树野生苦茶", "W" * 60, "茶" * 60, ""])
def test_no_name_runs_over_the_edge(name):
    for words in board_of(sign(name_zh_hans=name, byline_zh_hans=name)).words:
        assert words.x >= MARGIN
        assert words.x + face(words.size).getlength(words.text) <= WIDE - MARGIN
        assert 96 < words.y < HIGH - 96


def test_the_svg_holds_outlines_and_no_text_of_people_but_an_escaped_title():
    drawn = signboard_svg(board_of(sign(name_zh_hans='<script>alert(1)</script>"&', name_en="", byline_zh_hans="河口")))
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;</title>" in drawn
    assert "<script" not in drawn
    assert "<text" not in drawn
    assert "河口" not in drawn
    assert drawn.count('<path transform="translate(') == 1 + len('<script>alert(1)</script>"&') + 2


def test_the_png_is_the_cloth_with_its_band_above_and_below():
    picture = Image.open(BytesIO(signboard_png(board_of(sign(cloth="red")))))
    assert (picture.size, picture.getpixel((20, 280))) == ((WIDE, HIGH), (0xA2, 0x1C, 0x20))
    above, below = (picture.crop((0, top + 4, WIDE, top + 92)).tobytes() for top in (0, HIGH - 96))
    assert above == below


@pytest.mark.django_db
def test_the_owner_downloads_both_and_draws_nothing_twice(client, homes):
    owned = shop(slug="pan-jia-ku-cha")
    client.force_login(owned.owner)
    page = client.get("/en/my/shop/coursework/").content.decode()
    mark = fingerprint(owned)
    assert f"/en/my/shop/drawn/sign.svg?v={mark}" in page
    answer = client.get(f"/en/my/shop/drawn/sign.png?v={mark}")
    assert answer["Content-Disposition"] == 'attachment; filename="yaodu-pan-jia-ku-cha-sign.png"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "private, max-age=31536000, immutable")
    again = client.get("/en/my/shop/drawn/sign.png", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    owned.seal = "茶"
    assert fingerprint(owned) != mark
