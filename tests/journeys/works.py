"""What people of the stories write: where they live, and the eight pieces of their shops, as people write numbers."""

from dataclasses import dataclass, field

PIECES = ("name", "story", "product", "label", "price", "photos", "delivery", "promise")  # as the stages make them


@dataclass(frozen=True)
class Home:
    """What an application asks besides the name."""

    township: str
    village: str
    sells: str
    hopes: str


@dataclass(frozen=True)
class Work:
    """One piece: what is typed, and what is chosen or ticked."""

    typed: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)


HEKOU = Home("qiaoshi", "河口村", "tea", "把自家的茶卖到外面去。")
NIULAN = Home("jiepai", "牛栏村", "vegetables", "把红薯分好等级，不再一车拉去贱卖。")


def tea_shop(shop: str, tea: str) -> dict[str, Work]:
    """The shop called `shop` in Hekou that sells `tea`."""
    return {
        "name": sign(shop, "盘", "河口村 · 三代人的老茶树", HEKOU),
        "story": Work(
            {"story": "祖母种下的茶树长在河口的坡上。\n雾没散，我和妈妈就上山。\n只采一芽一叶。\n头一口苦，第二口就甜了。"}
        ),
        "product": Work(
            {"name_zh": tea, "unit": "250 克/袋", "variety": "本地苦茶", "grade": "一芽一叶", "stock": "四十",
             "about": "松木火烘干。"},
            {"category": "tea", "harvest_months": "3"},
        ),
        "label": Work(
            {"label_name": "苦茶", "grams": "半斤", "batch": "PJ-0328-02", "grower": "盘阿妹", "best_before": "18 个月",
             "storage": "密封、阴凉、干燥"}
        ),
        "price": price(goods="¥12", alone="四十九", together="38"),
        **selling("河口村委会门口"),
    }  # fmt: skip


def sweet_potato_shop(shop: str, roots: str) -> dict[str, Work]:
    """The shop called `shop` in Niulan that sells `roots`: variety, months and batch are not typed, the field log has them."""
    return {
        "name": sign(shop, "莫", "牛栏村 · 一块坡地的红薯", NIULAN),
        "story": Work(
            {"story": "屋后这块坡地是沙土，测出来酸碱度 5.8。\n山上的水绕着地走，不淹苗。\n起垄、插苗、挖薯，都是我和嫂子两个人。\n哪天做了什么，本子上都有。"}
        ),
        "product": Work(
            {"name_zh": roots, "unit": "5 斤/箱", "grade": "150–250 克/个", "stock": "一百二十", "about": "愈合六天再装箱，蒸着吃最甜。"},
            {"category": "vegetables"},
        ),
        "label": Work({"label_name": "红薯", "grams": "五斤", "best_before": "2 个月", "storage": "阴凉通风，不放冰箱"}),
        "price": price(goods="十", alone="三十九", together="36"),
        **selling("牛栏村服务点，10 点前"),
    }  # fmt: skip


def sign(shop: str, seal: str, byline: str, home: Home) -> Work:
    typed = {"name_zh": shop, "seal": seal, "byline": byline, "village": home.village}
    return Work(typed, {"band": "tea", "cloth": "green", "township": home.township})


def price(*, goods: str, alone: str, together: str) -> Work:
    costs = {"goods_fen": goods, "labour_fen": "６", "packing_fen": "2.5", "courier_fen": "六", "fee_percent": "5"}
    return Work({**costs, "loss_percent": "1", "price_fen": alone, "group_price_fen": together, "group_size": "3"})


def selling(handover: str) -> dict[str, Work]:
    """Photos, delivery and promise, which are much the same for all."""
    return {
        "photos": Work(),
        "delivery": Work({"handover": handover, "fee_hunan": "0", "fee_near": "6", "fee_far": "8"}, {"posting_days": "tue"}),
        "promise": Work({"own": "48 小时内发货\n坏了照价赔，拍照就行"}),
    }
