"""What guests come for, in a shop, for tests."""

from itertools import count

from shops.visits.models import Visit, VisitPhoto
from tests.factories.shops import OPENED, shop
from uploads.models import Photo

_numbers = count(1)
OF_KIND = {
    "room": {
        "name_zh_hans": "茶坡木楼客房", "name_en": "Room in the wooden house", "price": 12000, "rooms": 2, "beds": 2, "most": 3,
        "included_zh_hans": "早饭、热水", "registration": "江公备 2026-0312",
    },
    "activity": {
        "name_zh_hans": "上坡采茶", "name_en": "Pick tea with us", "price": 3800, "minutes": 150, "least": 2, "most": 10,
        "bring_zh_hans": "帽子", "safety_zh_hans": "下雨不上坡。",
    },
    "tour": {
        "name_zh_hans": "老寨走一圈", "name_en": "Round the old village", "price": 2000, "minutes": 90, "most": 15,
        "stops_zh_hans": "风雨桥\n鼓楼坪", "meeting_zh_hans": "桥头", "safety_zh_hans": "石阶湿滑。",
    },
}  # fmt: skip


def visit(kind: str = "room", *, of=None, **fields) -> Visit:
    """One of a kind, last in its shop, an open one unless told."""
    of = of or shop()
    values = {
        "position": of.visits.count() + 1, "about_zh_hans": "推开窗就是茶坡。", "come_zh_hans": "桥市乡下车，走两里。",
        "months": [3, 4, 5, 9], "created_at": OPENED, **OF_KIND[kind], **fields,
    }  # fmt: skip
    return Visit.objects.create(shop=of, kind=kind, **values)


def photo(of: Visit) -> VisitPhoto:
    """A photograph of a visit, its copies made."""
    taken = Photo.objects.create(
        owner=of.shop.owner, sha256=f"{next(_numbers):063d}v", width=1200, height=900, state="ready", created_at=OPENED
    )
    return VisitPhoto.objects.create(visit=of, photo=taken, position=of.photos.count() + 1, caption="窗外")
