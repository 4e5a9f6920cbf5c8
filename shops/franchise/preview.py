"""A link that shows a shop before it is open: signed, good for seven days, asking robots away."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from shops.franchise.models import Shop

SALT = "shops.franchise.preview"
LASTS = timedelta(days=7)


def token_for(shop: Shop) -> str:
    return signing.dumps(shop.pk, salt=SALT)


def shop_named_by(token: str) -> int | None:
    """The id of the shop a token shows, or None when it is forged or older than seven days."""
    try:
        return signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None


def link(shop: Shop) -> str:
    """The path of the shop as whoever holds the link sees it."""
    return f"{reverse('storefront:shop', args=[shop.slug])}?preview={token_for(shop)}"
