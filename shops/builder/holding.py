"""A shop held for a change: one change at a time, and only while its owner may change it."""

from shops.franchise.models import Shop


class NotChangeable(Exception):
    """The shop waits for inspection, is suspended or closed; nothing was changed."""


def changeable(shop: Shop) -> Shop:
    """The shop, held until the transaction ends. Raises NotChangeable."""
    held = Shop.objects.select_for_update().get(pk=shop.pk)
    if not held.is_changeable:
        raise NotChangeable(held.state)
    return held
