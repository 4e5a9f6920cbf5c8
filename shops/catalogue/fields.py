"""Form fields for goods: contents of a pack, prices and how long a thing keeps, as people write them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import UnderstoodField, YuanField
from common.money import MOST_YUAN
from common.numerals import normalised, parse_number
from shops.catalogue.contents import Contents, WhichOne, parse_contents, say
from shops.catalogue.keeping import Keeping, parse_keeping

PRICE = _("Enter one price, like 38 or 38.50.")
CONTENTS = _("Write what is in one pack, like 250克, 半斤, 5斤/箱 or 10个.")
KEEPS = _("Write how long it keeps, like 18个月 or 45天, or until which day, like 2027-03-01.")
WHICH = "which one"  # the code of an error that is a question


class ContentsField(UnderstoodField):
    """Contents; what can be read in two ways is asked, until it is among the `sure` texts."""

    sure: frozenset[str] = frozenset()

    def __init__(self, **given: Any) -> None:
        super().__init__(wrong=CONTENTS, **given)

    def understand(self, text: str) -> Contents:
        try:
            return parse_contents(text, sure=text in self.sure)
        except WhichOne as several:
            words = _("“%(text)s” can be read in more than one way. Choose below which you mean.")
            raise forms.ValidationError(
                words, code=WHICH, params={"text": text, "readings": several.readings}
            ) from several  # fmt: skip

    def say(self, value: Contents) -> str:
        return say(value)

    def is_plain(self, text: str, value: Contents) -> bool:
        plain = normalised(text).lower()
        return plain.isascii() or plain in (f"{value.grams}克", f"{value.pieces}个")


class PriceField(YuanField):
    """A price; what is wrong with it is said before what to write."""

    def __init__(self, *, wrong: Any = PRICE, **given: Any) -> None:
        super().__init__(wrong=wrong, **given)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as fault:
            if why := what_is_wrong(str(value or "")):
                raise forms.ValidationError([why, fault], code="not a price") from fault
            raise


def what_is_wrong(text: str) -> Any:
    """Why it is no price, in a sentence; '' when that cannot be told."""
    plain = normalised(text)
    if plain.startswith(("-", "−", "–")):
        return _("A price is above zero.")
    try:
        number = parse_number(plain)
    except ValueError:
        digits = plain.removesuffix("元").replace(".", "", 1)
        return _("A price has two digits after the point at most.") if digits.isdecimal() and "." in plain else ""
    if number == 0:
        return _("A price is above zero.")
    if number > MOST_YUAN:
        return _("A price is at most 100,000 yuan.")
    return _("A price has two digits after the point at most.") if (number * 100) % 1 else ""


class KeepingField(UnderstoodField):
    """How long it keeps. Words that stand there already (`stand`) may stay, though they are not understood."""

    stand = ""

    def __init__(self, **given: Any) -> None:
        super().__init__(wrong=KEEPS, **given)

    def understand(self, text: str) -> Keeping | None:
        return None if text == self.stand else parse_keeping(text)


class DayField(forms.DateField):
    """A day, chosen or typed as 2027-03-01."""

    def __init__(self, *, required: bool = False, **given: Any) -> None:
        wrong = _("Choose a day, or write it like 2027-03-01.")
        super().__init__(
            required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"],
            error_messages={"invalid": wrong, "required": wrong}, **given,
        )  # fmt: skip

    def to_python(self, value: Any) -> date | None:
        found: date | None = super().to_python(value)
        if found and not 2000 <= found.year <= 2100:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found
