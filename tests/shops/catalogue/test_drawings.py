"""Until there is a photograph, a drawing stands for goods: one that shows what they are."""

import pytest

from shops.catalogue.drawings import BASKET, SCENES, SHOWN, VILLAGE, drawing_of, scene_of
from shops.catalogue.models import Product
from tools.art import DRAWINGS


@pytest.mark.parametrize(
    ("zh", "en", "drawing"),
    [
        ("江华苦茶", "", "p-tea"),
        ("山茶油", "", "p-oil"),
        ("油茶料包", "", "p-tea"),
        ("冬蜜", "Winter honey", "p-honey"),
        ("", "Frozen stuffed tofu", BASKET),
        ("速冻酿豆腐", "", BASKET),
        ("熏猪脚", "", BASKET),
        ("瑶家香肠", "", "p-pork"),
        ("蜜柚", "", BASKET),
        ("", "Wood-smoked BACON", "p-pork"),
        ("梯田糯米", "", "p-rice"),
        ("糯米粑粑", "", "p-ricecake"),
    ],
)
def test_goods_are_shown_as_what_their_name_says_or_as_a_covered_basket(zh, en, drawing):
    assert drawing_of(zh, en) == drawing


def test_every_drawing_named_is_drawn():
    assert {name for name, _words in SHOWN} | {BASKET, VILLAGE} | set(SCENES.values()) <= set(DRAWINGS)


def test_a_story_stands_beside_the_place_its_first_goods_come_from():
    assert scene_of([Product(picture="p-tea"), Product(picture="p-beef")]) == "s-terrace"
    assert scene_of([Product(picture=BASKET)]) == scene_of([]) == VILLAGE
