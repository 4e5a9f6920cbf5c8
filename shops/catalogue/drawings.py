"""Which drawing stands for goods and for a shop until there are photographs: one that shows what they are, or a plain one.

A jar that says honey must not stand for tofu: where no word of the name is known, it is the covered basket.
"""

from collections.abc import Sequence

from shops.catalogue.models import Product

BASKET, VILLAGE = "p-basket", "s-village"
# The first whose word is in the name, in the order given: 茶油 is oil before it is tea, 油茶 is drunk.
SHOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("p-oil", ("茶油", "山茶籽", "camellia oil", "tea-seed oil", "tea oil")),
    ("p-honey", ("蜜糖", "蜂蜜", "土蜜", "冬蜜", "百花蜜", "honey")),
    ("p-ginger", ("生姜", "老姜", "嫩姜", "ginger")),
    ("p-sweetpotato", ("红薯", "番薯", "地瓜", "sweet potato")),
    ("p-shiitake", ("香菇", "冬菇", "花菇", "shiitake")),
    ("p-bamboo", ("笋", "bamboo shoot")),
    ("p-cabbage", ("白菜", "包菜", "cabbage")),
    ("p-kiwi", ("猕猴桃", "kiwi")),
    ("p-orange", ("脐橙", "橙", "柑", "橘", "orange", "mandarin", "tangerine")),
    ("p-ricecake", ("粑", "糍", "rice cake")),
    ("p-wine", ("米酒", "甜酒", "果酒", "rice wine", "wine")),
    ("p-rice", ("大米", "糯米", "香米", "rice")),
    ("p-pork", ("腊肉", "腊肠", "香肠", "bacon", "sausage", "cured pork")),
    ("p-beef", ("牛肉", "beef")),
    ("p-drum", ("长鼓", "long drum")),
    ("p-brocade", ("织锦", "瑶锦", "锦", "头巾", "花带", "刺绣", "brocade", "embroider", "headcloth")),
    ("p-herbs", ("药浴", "泡澡", "草药", "艾", "bath herb", "herbal")),
    ("p-tea", ("茶", "tea")),
)
SCENES = {
    "p-tea": "s-terrace", "p-sweetpotato": "s-terrace", "p-ginger": "s-terrace", "p-cabbage": "s-terrace",
    "p-oil": "s-camellia",
    "p-kiwi": "s-kiwi-orchard", "p-pork": "s-pigs", "p-beef": "s-cattle", "p-rice": "s-ricefield", "p-herbs": "s-herbmarket",
    "p-ricecake": "s-meal", "p-wine": "s-meal",
}  # fmt: skip


def drawing_of(zh: str, en: str = "") -> str:
    """The drawing, by name in static/art, for goods called so; the Chinese name is asked first."""
    for name in (zh, en.casefold()):
        for drawing, words in SHOWN:
            if any(word in name for word in words):
                return drawing
    return BASKET


def scene_of(goods: Sequence[Product]) -> str:
    """The place drawn beside the story of a shop that sells `goods`: where the first of them comes from."""
    return SCENES.get(goods[0].picture, VILLAGE) if goods else VILLAGE
