"""Shops under the franchise, for tests."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

from cms.models import Township
from outbox.models import Message
from shops.builder.name_index import keep_names
from shops.franchise.models import DeliveryFee, FranchiseTerms, Shop
from tests.factories.people import person

OPENED = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)
_numbers = count(1)


def township(slug: str = "qiaoshi", zh: str = "桥市乡", en: str = "Qiaoshi", at: tuple = (24.86, 111.78)) -> Township:
    made, _ = Township.objects.get_or_create(
        slug=slug, defaults={"name_zh_hans": zh, "name_en": en, "latitude": at[0], "longitude": at[1]}
    )
    return made


def shop(*, owner=None, state: str = Shop.State.OPEN, fees: bool = True, **fields) -> Shop:
    """A whole shop, open unless told; each one a fresh Latin slug."""
    n = next(_numbers)
    township()
    opened = {"opened_at": OPENED + timedelta(hours=n)} if state == Shop.State.OPEN else {}
    values = {
        "slug": f"panjia-kucha-{n}", "name_zh_hans": "盘家苦茶", "name_en": "Pan Family Tea", "seal": "盘",
        "byline_zh_hans": "桥市乡河口村", "byline_en": "Hekou village, Qiaoshi", "band": "tea", "cloth": "indigo",
        "story_zh_hans": "奶奶的茶树长在河口的坡上。\n先苦后甜。", "township": "qiaoshi", "village_zh_hans": "河口村",
        "posting_days": ["tue", "fri"], "handover_zh_hans": "桥市乡寄递站", "promise_zh_hans": "七天内可退。\n称足斤两。",
        "certificate_number": "JH-2026-7K3F9Q", "created_at": OPENED, **opened, **fields,
    }  # fmt: skip
    made = Shop.objects.create(owner=owner or person("盘美花", role="trainee"), state=state, **values)
    if fees:
        DeliveryFee.objects.create(shop=made, region="hunan", fee=0)
        DeliveryFee.objects.create(shop=made, region="far", fee=1200, free_over=9900)
    return made


def named_shop(**fields) -> Shop:
    """A shop that is found by who asks whether a name is taken."""
    made = shop(**fields)
    keep_names(made)
    return made


def terms(version: int = 1) -> FranchiseTerms:
    made, _ = FranchiseTerms.objects.get_or_create(
        version=version,
        defaults={
            "title_zh_hans": "瑶都优选加盟协议", "title_en": "Capital of Yao Select franchise agreement",
            "body_zh_hans": "一、双方和店铺\n县里授权您开店。\n\n二、名号怎么用\n店招用您自己的店名。",
            "body_en": "1. Who and what\nThe county lets you open a shop.\n\n2. Using the name\nYour sign carries your own name.",
            "effective_on": OPENED.date(),
        },
    )  # fmt: skip
    return made


def last_code() -> str:
    """The code for signing that was sent last."""
    return re.search(r"\d{6}", Message.objects.filter(kind="codes").latest("pk").subject)[0]
