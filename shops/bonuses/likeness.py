"""Whether two orders are of the same people: addresses in one form, and keyed digests that can be counted and not read."""

import re
import unicodedata

from django.utils.crypto import salted_hmac

BETWEEN = re.compile(r"[^0-9a-z\u4e00-\u9fff]+|门牌|号楼|单元|[号號栋棟幢座室楼层房弄组]")
NUMBERS = str.maketrans("零〇一二两三四五六七八九", "001223456789")


def plain_street(text: str) -> str:
    """ "麓山南路 18 号 3 栋 502 室", "麓山南路１８号3栋502" and "麓山南路18-3-502" are one: 麓山南路-18-3-502."""
    narrow = unicodedata.normalize("NFKC", text).lower().translate(NUMBERS)
    parts = re.findall(r"[0-9]+|[a-z]+|[\u4e00-\u9fff]+", BETWEEN.sub("-", narrow))
    return "-".join(parts)


def plain_place(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def is_same_address(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Of (place, street); a town that only one of them names makes no difference. A street that is not written is none."""
    (here, street), (there, other_street) = ((plain_place(place), plain_street(street)) for place, street in (one, other))
    return bool(street) and street == other_street and (here.startswith(there) or there.startswith(here))


def key_of(what: str, text: str) -> str:
    """A keyed digest; "" of nothing."""
    return salted_hmac(f"shops.bonuses.{what}", text, algorithm="sha256").hexdigest() if text else ""


def address_key(place: str, street: str) -> str:
    """Of a street in its county: the first nine signs of the place, so that a town more or less is the same."""
    plain = plain_street(street)
    return key_of("address", f"{plain_place(place)[:9]} {plain}") if plain else ""
