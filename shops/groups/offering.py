"""A shop starts and stops selling a pack in groups. Price and size are the offer's; the rest is in its terms."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from shops.catalogue.models import Offer
from shops.catalogue.operations import change_pack
from shops.groups.models import GroupTerms


class NotYours(Exception):
    """Nothing was changed."""


@transaction.atomic
def start_groups(*, offer: Offer, price: int, size: int, hours: int, most_packs: int, by: Any, at: datetime) -> GroupTerms:
    """Groups that are begun from now on are on these terms (`price`: fen for each pack); those that gather keep theirs.

    Raises NotYours, NotChangeable, ChangedMeanwhile for a price not below the one alone, NotInBand.
    """
    if not can(by, "change goods", offer.variant.product.shop):
        raise NotYours
    set_prices(offer, {"group_price": price, "group_size": size}, by, at)
    facts = {"hours": hours, "most_packs": most_packs}
    terms, _is_new = GroupTerms.objects.update_or_create(offer=offer, defaults=facts)
    audit.record(by, "start groups", terms, at=at, price=price, size=size, **facts)
    return terms


@transaction.atomic
def stop_groups(*, offer: Offer, by: Any, at: datetime) -> None:
    """No new groups; those that gather go on to their end. Raises NotYours, NotChangeable, NotInBand."""
    if not can(by, "change goods", offer.variant.product.shop):
        raise NotYours
    set_prices(offer, {"group_price": None, "group_size": None}, by, at)
    audit.record(by, "stop groups", offer, at=at)


def set_prices(offer: Offer, together: dict[str, int | None], by: Any, at: datetime) -> None:
    """The price alone stays as it is by now, whatever it was when the page was shown."""
    seen = {name: getattr(offer, name) for name in ("price", "group_price", "group_size")}
    change_pack(variant=offer.variant, by=by, at=at, pack={}, prices={**seen, **together}, seen=seen)
