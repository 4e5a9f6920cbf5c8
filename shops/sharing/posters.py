"""The poster of a shop: its own sign, up to three goods with their prices, when it is there and when it posts, its code."""

import base64
from io import BytesIO
from typing import Any

from django.db import models
from django.utils.safestring import mark_safe
from PIL import Image, ImageOps

from cms.county import county
from printing.codes import qr_svg
from shops.builder.signboard import board_of
from shops.builder.signboard_files import signboard_svg
from shops.franchise.models import Shop
from shops.sharing.cards import cover_of
from shops.sharing.cards_drawn import read_photo
from shops.sharing.cloth import band_of, cloth_of
from shops.sharing.codes import shop_address
from shops.sharing.fitting import SAFE, broken, drawable
from shops.sharing.queries import ON_POSTER, on_sale_of

SIDE = 900  # pixels of a printed photograph
ROOMS = {1: (19.0, 3.0, 15.0), 2: (18.4, 2.1, 5.4), 3: (15.6, 1.75, 5.3)}  # how many goods: room, size and height of a name
SMALLEST = 0.7


class Size(models.TextChoices):
    A4 = "A4", "A4"
    A5 = "A5", "A5"


def poster_context(shop: Shop, goods: list[int], size: str) -> dict[str, Any]:
    """What documents/poster.html prints; `goods`: which products, in the shop's order. Asked in the poster's language."""
    chosen = [product for product in on_sale_of(shop) if product.pk in goods][:ON_POSTER]
    address = shop_address(shop)
    return {
        "shop": shop, "size": size, "county": county(), "cloth": cloth_of(shop.cloth), "band": band_of(shop.band),
        "sign": mark_safe(signboard_svg(board_of(shop))), "code": qr_svg(address, border=0), "address": bare(address),
        "promise": next(iter(shop.promise.splitlines()), ""),
        "goods": [goods_of(product, *ROOMS[len(chosen)]) for product in chosen],
    }  # fmt: skip


def goods_of(product: Any, room: float, largest: float, high: float) -> dict[str, Any]:
    """A product on a poster; its name as large as it fits `room` × `high`, all in the poster's own measure (rem)."""
    size, name = largest, drawable(product.name)
    while size > SMALLEST and len(broken(name, room * SAFE / size)) * size * 1.25 > high:
        size = round(size - 0.05, 2)
    return {
        "product": product, "name": name, "size": size, "pack": next(iter(product.packs), None),
        "photo": printed_photo(cover_of(product)),
    }  # fmt: skip


def bare(address: str) -> str:
    """As one types it: without the scheme."""
    return address.partition("://")[2]


def printed_photo(path: str) -> str:
    """A photograph as the address of itself, square; "" when there is none."""
    photo = read_photo(path)
    if photo is None:
        return ""
    written = BytesIO()
    ImageOps.fit(photo, (SIDE, SIDE), Image.Resampling.LANCZOS).save(written, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(written.getvalue()).decode()
