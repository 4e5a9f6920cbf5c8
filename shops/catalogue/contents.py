"""What is in a pack, as people write it: 250克, 半斤, 5斤/箱, 一箱五斤, 10个. What has two meanings is asked, not guessed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.numerals import parse_number
from common.weights import parse_grams
from shops.catalogue.models import Variant

MOST_GRAMS = 200_000  # a pack that two people can lift
MOST_PIECES = 10_000
LONGEST = 30
MANY_JIN = 50  # from here on 斤 is perhaps 克: 250斤
FEW_GRAMS = 10  # below, 克 is perhaps 斤: 5克
BARE_GRAMS = 100  # from here on a number without a unit can only be grams
WEIGHT = r"(?:公斤|千克|公克|kg|斤|两|克|g)"
BOX = r"(?:箱|盒|box(?:es)?|carton|crate)"
PIECE = r"(?:个|只|枚|条|件|块|根|床|面|双|对|朵|pieces?|pcs?)"
WRAP = re.compile(r"(?:/|每|装|per)*(?:箱|盒|袋|包|罐|瓶|桶|筐|件|box|bag|pouch|tin|jar|bottle|pack)?装?\Z")
NUMBER = r"(?:[0-9.,]+|[零〇一二两三四五六七八九十百千万半]+)"
ONE_WEIGHT = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{WEIGHT})\Z")
BOXES = re.compile(rf"(?P<number>{NUMBER})?{BOX}(?P<rest>.*)\Z")
PIECES = re.compile(rf"(?P<number>{NUMBER}){PIECE}(?P<rest>.*)\Z")
IN_JIN = frozenset({"斤", "公斤", "千克", "kg"})
IN_GRAMS = frozenset({"克", "公克", "g"})


@dataclass(frozen=True)
class Contents:
    """What is in a pack: grams net, or how many of a unit, or both."""

    grams: int | None = None
    pieces: int | None = None
    unit: str = Variant.Unit.NONE


class WhichOne(Exception):
    """It can be read in several ways: `readings`, each as it would be written plainly."""

    def __init__(self, readings: list[str]) -> None:
        self.readings = readings
        super().__init__(", ".join(readings))


def parse_contents(text: str, *, sure: bool = False) -> Contents:
    """The contents of a pack. `sure`: the person was asked, and this is what they mean.

    Raises WhichOne when it can be read in several ways, and ValueError when it is no contents at all.
    """
    plain = unicodedata.normalize("NFKC", text or "").lower().replace(" ", "").replace("公克", "克").replace("grams", "g")
    if not plain or len(plain) > LONGEST:
        raise ValueError(text)
    if found := BOXES.match(plain):
        return boxed(found["number"], found["rest"])
    if found := PIECES.match(plain):
        if not WRAP.match(found["rest"]):
            raise ValueError(text)
        return Contents(pieces=count(found["number"]), unit=Variant.Unit.PIECE)
    weight = unwrapped(plain)
    if not sure:
        ask_if_unclear(weight)
    return Contents(grams=parse_grams(weight, MOST_GRAMS))


def unwrapped(plain: str) -> str:
    """The weight without what it is packed in: 5斤/箱 → 5斤."""
    found = re.match(rf"(?P<weight>.*?(?:{WEIGHT}半?|\d))(?P<wrap>(?:/|每|装|per).*)\Z", plain)
    return found["weight"] if found and WRAP.match(found["wrap"]) else plain


def boxed(number: str | None, rest: str) -> Contents:
    """One or more boxes, with their weight or their pieces if they are said: 一箱五斤, 1箱, 箱装12个."""
    boxes = count(number) if number else 1
    inside = rest.lstrip("装/,，")
    if not inside:
        return Contents(pieces=boxes, unit=Variant.Unit.BOX)
    if found := PIECES.match(inside):
        return Contents(pieces=count(found["number"]) * boxes, unit=Variant.Unit.PIECE)
    return Contents(grams=parse_grams(inside, MOST_GRAMS // boxes) * boxes, pieces=boxes, unit=Variant.Unit.BOX)


def count(number: str) -> int:
    """A whole number of boxes or pieces. Raises ValueError."""
    found = parse_number(number)
    if found != found.to_integral_value() or not 1 <= found <= MOST_PIECES:
        raise ValueError(number)
    return int(found)


def ask_if_unclear(weight: str) -> None:
    """Raises WhichOne for a number without a unit, for many 斤 and for very few 克."""
    if found := ONE_WEIGHT.match(weight):
        number, unit = found["number"], found["unit"]
        size = Decimal("0.5") if number == "半" else parse_number(number)
        if (unit in IN_JIN and size >= MANY_JIN) or (unit in IN_GRAMS and size < FEW_GRAMS):
            jin = unit if unit in IN_JIN else "斤"
            raise WhichOne(possible([f"{number}克", f"{number}{jin}"]))
        return
    try:
        size = parse_number(weight)
    except ValueError:
        return  # what it is, or that it is nothing, `parse_grams` says
    if size < BARE_GRAMS:
        units = ("克", "两", "斤", "公斤", "个") if size >= FEW_GRAMS else ("两", "斤", "公斤", "个")
        raise WhichOne(possible([f"{weight}{unit}" for unit in units]))


def possible(readings: list[str]) -> list[str]:
    """Those that are contents at all. Raises ValueError when none is."""
    found = []
    for reading in readings:
        try:
            parse_contents(reading, sure=True)
        except ValueError:
            continue
        found.append(reading)
    if not found:
        raise ValueError(readings)
    return found


def say_weight(grams: int) -> str:
    """ "250 g", "2.5 kg"; in Chinese 斤 stands beside what is a whole or half number of them: "2.5 公斤（5 斤）"."""
    if grams < 500:
        return _("%(n)s g") % {"n": grams}
    kilograms = of(grams, 1000)
    if grams % 250:
        return _("%(n)s kg") % {"n": kilograms}
    return _("%(kilograms)s kg (%(jin)s jin)") % {"kilograms": kilograms, "jin": of(grams, 500)}


def of(grams: int, unit: int) -> str:
    """How many `unit` that is, without zeros that say nothing: 2.5, 100."""
    return f"{(Decimal(grams) / unit).normalize():f}"


def say(contents: Any) -> str:
    """The contents in the reader's language: "250 g", "10 to a pack", "one box, 2.5 kg"; '' for nothing.

    `contents` has `grams`, `pieces` and `unit`, as Contents and packs do.
    """
    weight = say_weight(contents.grams) if contents.grams else ""
    n = contents.pieces or 0
    if contents.unit == Variant.Unit.BOX and n:
        boxes = ngettext("%(n)s box", "%(n)s boxes", n) % {"n": n}
        return _("%(boxes)s, %(weight)s") % {"boxes": boxes, "weight": weight} if weight else boxes
    if contents.unit == Variant.Unit.PIECE and n:
        return _("%(n)s to a pack") % {"n": n}
    return weight


def written(contents: Any) -> str:
    """As a field or a sheet shows it, to be read again the same: 250克, 2.5公斤, 1箱2.5公斤, 10个."""
    weight = ""
    if contents.grams:
        weight = f"{contents.grams}克" if contents.grams < 500 else f"{of(contents.grams, 1000)}公斤"
    if contents.unit == Variant.Unit.BOX and contents.pieces:
        each = contents.grams // contents.pieces if contents.grams else 0
        return f"{contents.pieces}箱" + (f"{each}克" if each else "")
    if contents.unit == Variant.Unit.PIECE and contents.pieces:
        return f"{contents.pieces}个"
    return weight
