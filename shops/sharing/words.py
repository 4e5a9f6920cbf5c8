"""Words to paste into a chat: the product's or the shop's own facts, nothing praised, the address last."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.money import yuan
from common.templatetags.months import months
from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.franchise.templatetags.shop_tags import posting_days


def priced(product: Any) -> str:
    """ "Bitter tea, 250 g pouch: ¥49"; only the name without a pack."""
    pack = next(iter(product.packs), None)
    if pack is None:
        return str(product.name)
    return _("%(name)s, %(pack)s: %(price)s") % {"name": product.name, "pack": pack.name, "price": yuan(pack.offer.price)}


def of_product(product: Any, address: str, language: str) -> str:
    """What to write of a product (as `with_cards` gives it)."""
    with override(language):
        shop, pack = product.shop, next(iter(product.packs), None)
        lines = [priced(product)]
        if pack and pack.offer.group_price:
            said = {"price": yuan(pack.offer.group_price), "n": pack.offer.group_size}
            lines.append(_("%(price)s each when %(n)s buy together") % said)
        if product.grade:
            lines.append(_("Grade: %(grade)s") % {"grade": product.grade})
        if origin := product.origin or shop.village:
            lines.append(_("From %(place)s") % {"place": origin})
        if product.harvest_months:
            lines.append(_("Harvest: %(months)s") % {"months": months(product.harvest_months)})
        if product.state == Product.State.RESTING:
            lines.append(_("It rests just now: look when it comes back"))
        return "\n".join([*lines, f"{shop.name} {address}"])


def of_shop(shop: Shop, goods: Sequence[Product], address: str, language: str) -> str:
    """What to write of a shop: who, where, up to three goods, when it posts."""
    with override(language):
        lines = [_("%(name)s is open") % {"name": shop.name}]
        lines += [line for line in [shop.byline or shop.village] if line]
        lines += [priced(product) for product in goods if product.state == Product.State.ON_SALE][:3]
        if shop.posting_days:
            lines.append(_("Posted on %(days)s") % {"days": posting_days(shop)})
        return "\n".join([*lines, address])
