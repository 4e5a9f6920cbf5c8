"""Whether a shop may be called so: not as another shop looks, not after a famous brand; what only sounds alike is warned of."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import shop_names
from shops.builder.models import FamousBrand
from shops.builder.name_index import names_like
from shops.franchise.models import Shop


@dataclass(frozen=True)
class Verdict:
    """`refused` says why a name is not taken, and what to do; `warned` what is allowed but unwise. '' for nothing."""

    refused: str | Promise = ""
    warned: str | Promise = ""


def verdict(name: str, shop: Shop) -> Verdict:
    """What to say of a new name for `shop`. Two queries."""
    if odd := shop_names.odd_characters(name):
        words = _("A sign is painted in characters, letters and digits. Take this out: {odd}")
        return Verdict(refused=format_lazy(words, odd=" ".join(odd)))
    if brand := next((brand for brand in brands() if any(shop_names.bears(name, one) for one in brand)), None):
        words = _("“{brand}” is a known brand, and the law keeps it for its owner. Take it out; your own name sells better.")
        return Verdict(refused=format_lazy(words, brand=brand[0]))
    others = other_names(name, shop)
    if same := next((other for other in others if shop_names.looks_like(name, other)), ""):
        words = _("Another shop is called “{name}”. Add your family name, village or product, so that buyers find yours.")
        return Verdict(refused=format_lazy(words, name=same))
    if near := next((other for other in others if shop_names.nearly(name, other)), ""):
        words = _("Another shop is called “{name}”, nearly the same: buyers may mistake one for the other. Better less alike.")
        return Verdict(warned=format_lazy(words, name=near))
    return Verdict()


def brands() -> list[list[str]]:
    """Each brand with its other names."""
    rows = FamousBrand.objects.values_list("name", "other_names")
    return [[name, *(one.strip() for one in others.replace("，", ",").split(",") if one.strip())] for name, others in rows]


def other_names(name: str, shop: Shop) -> list[str]:
    """The names, in both languages, of other shops that are not closed and are called something like it; of one owner's too."""
    return [other for pair in names_like([name], besides=shop.pk) for other in pair if other]
