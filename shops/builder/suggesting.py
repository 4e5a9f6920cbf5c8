"""What a section may begin with: the owner's own words from their coursework, as the shop's goods have them."""

import re
from typing import Any

from common.languages import written_in
from shops.franchise.models import Shop

SENTENCE = re.compile(r"[^。！!\n；;]+")
FEWEST, LONGEST, MOST = 4, 120, 4


def steps_from_goods(shop: Shop) -> list[dict[str, Any]]:
    """Steps of how it is made: the sentences of the first product's description, then how it is packed and kept."""
    product: Any = shop.products.order_by("position").first()  # type: ignore[attr-defined]
    if product is None:
        return []
    words = product.about_zh_hans or product.about_en or ""
    said = [one.strip() for one in SENTENCE.findall(words) if FEWEST <= len(one.strip()) <= LONGEST][:MOST]
    pack = product.variants.order_by("position").first()
    packed = [one for one in ((pack.name if pack else ""), product.storage) if one]
    lines = [*said, "，".join(packed)] if said and packed else said
    return [{"zh": line, "en": "", "photo": None} if written_in(line) == "zh-hans" else {"zh": "", "en": line, "photo": None}
            for line in lines]  # fmt: skip
