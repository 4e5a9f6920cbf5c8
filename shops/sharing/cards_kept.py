"""Keeping a picture to share: drawn when it is first asked for, kept while what it shows is true, then replaced."""

from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.sharing.cards import CardFacts
from shops.sharing.cards_drawn import card_png
from shops.sharing.models import Card


def kept_card(*, facts: CardFacts, shop: Shop, product: Product | None, shape: str, address: str) -> bytes:
    """The picture of these facts; drawn and kept if it was not, and the one it replaces is deleted. One query when kept."""
    of: dict[str, Any] = {"shop": shop, "product": product, "shape": shape, "language": facts.language}
    card = Card.objects.filter(**of).first()
    if card and card.mark == facts.mark and card.file.storage.exists(str(card.file.name)):
        with card.file.open("rb") as file:
            return file.read()
    picture = card_png(facts, shape, address)
    replace(of, facts.mark, picture)
    return picture


@transaction.atomic
def replace(of: dict[str, Any], mark: str, picture: bytes) -> None:
    """Put the new file in the place of the old one, which is swept away."""
    card, _new = Card.objects.select_for_update().get_or_create(**of)
    old = card.file.name
    card.mark = mark
    card.file.save(f"{mark}.png", ContentFile(picture), save=False)
    card.save(update_fields=["mark", "file"])
    if old:
        transaction.on_commit(partial(card.file.storage.delete, old))
