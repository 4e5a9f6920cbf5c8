"""Short addresses of goods: /p/<code>, without letters and digits that look alike."""

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.sharing.models import ProductCode

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 l i
LONG = 7  # 27 thousand million codes
TRIES = 5
IN_VIEW = (Product.State.ON_SALE, Product.State.RESTING, Product.State.REMOVED)  # a product taken out still has its page


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LONG))


def give_codes(*, products: Iterable[Product]) -> dict[int, str]:
    """The code of each product, by its id; those without one get theirs now, once, whoever else asks. One query when all
    have one."""
    wanted = [product.pk for product in products]
    for _ in range(TRIES):
        known = dict(ProductCode.objects.filter(product__in=wanted).values_list("product_id", "code"))
        if not (lacking := [pk for pk in wanted if pk not in known]):
            return known
        with transaction.atomic():  # a code or a product that has a row already is passed over, and looked up again
            ProductCode.objects.bulk_create(
                [ProductCode(product_id=pk, code=new_code()) for pk in lacking], ignore_conflicts=True
            )
    raise AssertionError("no free codes")  # pragma: no cover - five clashes among thousands of millions


def short_address(code: str) -> str:
    """The whole address, as it is printed."""
    return settings.BASE_URL + reverse("product_code", args=[code])


def shop_address(shop: Shop) -> str:
    return settings.BASE_URL + reverse("shop_code", args=[shop.slug])


def product_behind(code: str) -> Product | None:
    """The product of a code, if the public may see its page."""
    named = ProductCode.objects.select_related("product").filter(code=code.lower(), product__state__in=IN_VIEW)
    found = named.filter(product__shop__state=Shop.State.OPEN).first()
    return found.product if found else None
