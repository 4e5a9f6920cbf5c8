"""Short addresses of goods: /p/<code>, without letters and digits that look alike.

A code is its product's number, written so that neighbours do not look alike: nothing is stored, and no page that is only
read has to write. The three numbers below are printed on labels and never change.
"""

from django.conf import settings
from django.urls import reverse

from shops.catalogue.models import Product
from shops.franchise.models import Shop

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 l i
LONG = 6
MANY = len(LETTERS) ** LONG  # 887,503,681 products
STRIDE, START = 364_211_047, 193_467_211  # STRIDE has no factor in common with MANY
BACK = pow(STRIDE, -1, MANY)
IN_VIEW = (Product.State.ON_SALE, Product.State.RESTING, Product.State.REMOVED)  # a product taken out still has its page


def code_of(product: Product) -> str:
    """The code of a product; no other has it."""
    number, code = (product.pk * STRIDE + START) % MANY, ""
    for _place in range(LONG):
        number, letter = divmod(number, len(LETTERS))
        code = LETTERS[letter] + code
    return code


def number_of(code: str) -> int | None:
    """The product's number in a code; None when it is no code."""
    letters = [LETTERS.find(letter) for letter in code.lower()]
    if len(letters) != LONG or -1 in letters:
        return None
    number = 0
    for letter in letters:
        number = number * len(LETTERS) + letter
    return (number - START) * BACK % MANY


def short_address(product: Product) -> str:
    """The whole address, as it is printed."""
    return settings.BASE_URL + reverse("product_code", args=[code_of(product)])


def shop_address(shop: Shop) -> str:
    return settings.BASE_URL + reverse("shop_code", args=[shop.slug])


def product_behind(code: str) -> Product | None:
    """The product of a code, if the public may see its page."""
    goods = Product.objects.filter(state__in=IN_VIEW, shop__state=Shop.State.OPEN)
    return goods.filter(pk=number_of(code) or 0).first()
