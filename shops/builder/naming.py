"""Names for a shop to begin with, of the family, the place, the product. None is taken, nearly taken, or a boast."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import capwords
from typing import Any

from anyascii import anyascii

from cms.models import Township
from common import shop_names
from common.languages import written_in
from common.sanitise import one_line
from common.templatetags.words import in_language
from courses.cohorts.models import Enrolment
from shops.builder.addresses import latin
from shops.builder.name_index import names_like
from shops.catalogue.models import Category
from shops.franchise.models import Shop

MOST = 4
TWO_CHARACTERS = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯", "令狐", "东方")
VILLAGES = "村寨屯组"


@dataclass(frozen=True)
class Known:
    """What a name is made of; each as (Chinese, English), "" where it is not known."""

    family: tuple[str, str] = ("", "")
    village: tuple[str, str] = ("", "")
    township: tuple[str, str] = ("", "")
    product: tuple[str, str] = ("", "")


AFTER = re.compile(r"\s*[·・•,，、（(—–|/].*|\s+-\s.*")  # 河口苦茶 · 春芽 is called 河口苦茶
Name = tuple[str, str]  # Chinese, English


def family_of(name: str) -> tuple[str, str]:
    """盘美花 → 盘, Pan; 欧阳明 → 欧阳, Ouyang; Pan Meihua → "", Pan."""
    bare = one_line(name)
    if not bare or written_in(bare) == "en":
        return "", (bare.split() or [""])[0]
    zh = bare[:2] if bare.startswith(TWO_CHARACTERS) else bare[0]
    return zh, anyascii(zh).capitalize()


def place(zh: str) -> tuple[str, str]:
    """河口村 → 河口, Hekou."""
    bare = one_line(zh).rstrip(VILLAGES) or one_line(zh)
    return ("", bare.title()) if written_in(bare) == "en" else (bare, anyascii(bare).capitalize())


def called(name: str, places: Iterable[str]) -> str:
    """A product's name as part of a shop's: without what follows a dot or comma, and without the place it begins with."""
    plain = AFTER.sub("", one_line(name))
    for start in sorted(filter(None, places), key=len, reverse=True):
        rest = plain[len(start) :].strip() if plain.lower().startswith(start.lower()) else ""
        if len(rest) > 1:
            return rest[:1].upper() + rest[1:]
    return plain


def patterns(known: Known) -> Iterator[Name]:
    """Every name that can be made of what is known, the plainest first."""
    (family, surname), (product, goods) = known.family, known.product
    (village, hamlet), (township, town) = known.village, known.township
    if family and product:
        yield f"{family}家{product}", f"{surname} Family {goods}" if goods else ""
    if village and product:
        yield f"{village}{product}", f"{hamlet} {goods}" if goods else ""
    if village and family:
        yield f"{village}{family}家", f"{surname} Family of {hamlet}"
    if family and product:
        yield f"{family}记{product}", f"{surname}’s {goods}" if goods else ""
    if township and family:
        yield f"{township.rstrip('镇乡')}{family}家", f"{surname} Family of {town}" if town else ""
    if surname and goods and not family:
        yield "", f"{surname} Family {goods}"


def ideas(known: Known, taken: Iterable[Name]) -> list[Name]:
    """Up to four names that fit a sign, boast of nothing and are nobody's, nor nearly."""
    others = [name for pair in taken for name in pair if name]
    found: list[Name] = []
    for zh, en in dict.fromkeys(patterns(known)):
        fits = shop_names.fits(zh) if zh else len(en) <= 60
        if (
            fits
            and not shop_names.boasts(zh, en)
            and not any(near(name, other) for name in (zh, en) if name for other in others)
        ):
            found.append((zh, en if len(en) <= 60 else ""))
    return found[:MOST]


def near(one: str, other: str) -> bool:
    """Whether two names would be taken for one another: written alike, sounding alike, or one character apart."""
    a, b = bare(one), bare(other)
    if a == b or (latin(one) and latin(one).replace("-", "") == latin(other).replace("-", "")):
        return True
    return min(len(a), len(b)) >= 3 and one_apart(a, b)


def bare(name: str) -> str:
    return "".join(character for character in one_line(name).casefold() if character.isalnum())


def one_apart(a: str, b: str) -> bool:
    """Whether one character changed, added or left out makes `b` of `a`."""
    if abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    start = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[start + (len(a) == len(b)) :] == long[start + 1 :]


def taken_near(known: Known, besides: int = 0) -> list[Name]:
    """Names of shops that are like one that could be made of `known`. One query."""
    return names_like((name for pair in patterns(known) for name in pair if name), besides)


def for_trainee(enrolment: Enrolment, product: dict[str, Any]) -> list[Name]:
    """Names for the trainee's name piece; `product` is the content of their first product, or {}. Three queries at most."""
    application = enrolment.application
    slug = product.get("category") or next(iter(application.sells if application else []), "")
    village, town = place(application.village if application else ""), town_of(application.township if application else "")
    goods = goods_of(product.get("name_zh", ""), product.get("name_en", ""), slug, (*village, *town))
    known = Known(family_of(enrolment.trainee.name), village, town, goods)
    return ideas(known, taken_near(known))


def for_shop(shop: Shop, first: Any) -> list[Name]:
    """Names for a made shop but its own; `first` is its first product, or None."""
    zh, en = (first.name_zh_hans or "", first.name_en or "") if first else ("", "")
    village, town = place(shop.village_zh_hans or ""), town_of(shop.township)  # type: ignore[attr-defined]
    slug = first.category.slug if first and not (zh and en) else ""
    known = Known(family_of(shop.owner.name), village, town, goods_of(zh, en, slug, (*village, *town)))
    found = ideas(known, taken_near(known, besides=shop.pk))
    return [(zh, en) for zh, en in found if zh != shop.name_zh_hans]  # type: ignore[attr-defined]


def town_of(slug: str) -> tuple[str, str]:
    row = Township.objects.filter(slug=slug).first() if slug else None
    return (in_language(row, "name", "zh-hans"), in_language(row, "name", "en")) if row else ("", "")


def goods_of(zh: str, en: str, slug: str, places: Iterable[str] = ()) -> tuple[str, str]:
    """The product's names without the `places`; where one is missing, the short name of its category."""
    row = Category.objects.filter(slug=slug).first() if slug and not (zh and en) else None
    short = (in_language(row, "short", "zh-hans"), in_language(row, "short", "en")) if row else ("", "")
    return called(zh, places) or short[0], capwords(called(en, places)) or short[1]
