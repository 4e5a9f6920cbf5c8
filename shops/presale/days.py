"""The days of a pre-sale and the product's own: they are set together, and go together."""

from datetime import date, datetime

from shops.catalogue.models import Product
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop
from shops.presale.models import Presale

SAME = {"opens_on": "presale_from", "closes_on": "presale_until", "ships_from": "ships_from"}


def held(presale: Presale) -> Presale:
    """Its row as it is now. The shop is held before it, then the product, as by whoever changes goods; but not their keys, for
    those who write rows that point to them wait for that when they commit, and hold the pre-sale by then.
    """
    product = Product.objects.get(variants__offer=presale.offer_id)
    Shop.objects.select_for_update(no_key=True).get(pk=product.shop_id)
    Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    return Presale.objects.select_for_update().get(pk=presale.pk)


def set_days(now: Presale, **days: date) -> None:
    """Of a pre-sale that is held; the product's, where they were the same."""
    for name, new in days.items():
        if name in SAME:
            rows = Product.objects.filter(variants__offer=now.offer_id, **{SAME[name]: getattr(now, name)})
            rows.update(**{SAME[name]: new})
        setattr(now, name, new)
    now.save(update_fields=list(days))


def clear_days(now: Presale, at: datetime) -> None:
    """Its harvest is there, or is none: what lies on the shelf is sold as ever, not ahead, unless the shop set other days."""
    product = Product.objects.select_related("shop").get(variants__offer=now.offer_id)
    if all(getattr(product, own) == getattr(now, name) for name, own in SAME.items()):
        Product.objects.filter(pk=product.pk).update(**dict.fromkeys(SAME.values()))
        tell_followers(product.shop, at=at)
