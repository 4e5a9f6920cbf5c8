"""How goods are shown: pictures, prices by weight."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.clock import now, shanghai_day
from common.money import per_500_g, yuan
from common.templatetags.drawing import drawing
from shops.catalogue.drawings import scene_of
from shops.catalogue.models import Product
from shops.catalogue.rules import breaches_of, rules_by_category
from uploads.models import Photo

register = template.Library()


@register.inclusion_tag("shops/catalogue/to_settle.html")
def to_settle(goods: list[Product]) -> dict[str, Any]:
    """What the rules of their categories say against these goods, for who inspects them. One query."""
    rules = rules_by_category(product.category_id for product in goods)
    found = [(product, breaches_of(product, rules[product.category_id])) for product in goods]
    return {"rows": [(product, breaches) for product, breaches in found if breaches]}


@register.simple_tag
def photograph(photo: Photo, width: int, height: int, alt: str = "", css: str = "", lazy: bool = True) -> SafeString:
    """A person's photograph in its three sizes; the browser takes the smallest that is sharp."""
    return format_html(
        '<img src="{}" srcset="{} 320w, {} 640w, {} 960w" sizes="(min-width:60rem) {}px, 50vw" '
        'width="{}" height="{}" alt="{}"{}{}>',
        photo.url(640), photo.url(320), photo.url(640), photo.url(960), width, width, height, alt,
        format_html(' class="{}"', css) if css else "", format_html(' loading="{}"', "lazy") if lazy else "",
    )  # fmt: skip


@register.simple_tag
def picture(product: Product, width: int = 300, height: int = 300, css: str = "step") -> SafeString:
    """A product's cover photograph, or its drawing until there is one. Its name stands beside, so `alt` is empty."""
    if covers := getattr(product, "covers", None):
        return photograph(covers[0].photo, width, height, css=css)
    return drawing(product.picture, width, height, css=css)


@register.simple_tag
def place_of(goods: list[Product]) -> SafeString:
    """The drawing beside a shop's story."""
    return drawing(scene_of(goods), 640, 420, css="step")


@register.filter
def sent_from(product: Product) -> date | None:
    """The day from which goods that are not picked or made yet are posted; None where they are there."""
    ships = product.ships_from
    return ships if ships and ships > shanghai_day(now()) else None


@register.filter
def is_rounded(pack: Any) -> bool:
    """Whether a price of 500 g shown for the pack is no whole number of fen, and so was rounded, half up."""
    prices = (pack.offer.price, pack.offer.group_price)
    return bool(pack.grams) and any(price * 500 % pack.grams for price in prices if price)


@register.filter
def per_500(pack: Any, kind: str = "price") -> str:
    """The price of 500 g, alone ("price") or in a group ("group_price"); "" when it is not sold by weight."""
    price = getattr(pack.offer, kind)
    return yuan(per_500_g(price, pack.grams)) if pack.grams and price else ""
