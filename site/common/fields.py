"""Form fields that take what people write and say what to write instead. Each can say back how it was understood."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.money import parse_yuan, yuan
from common.numerals import normalised, parse_number
from common.sanitise import one_line, plain_text

GROUP_SIZE = _("Enter how many buy together, from 2 to 10, like 3.")


def filled(words: Any, **facts: Any) -> Any:
    """Lazy words with their figures, said in the language of whoever reads them; `words % facts` is said at once."""
    return lazy(lambda: str(words) % facts, str)()


def explain_length(field: forms.CharField, words: Any) -> None:
    """Say `words` when the text is too long."""
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = words


class LineField(forms.CharField):
    """One line of plain text."""

    def __init__(self, *, most: int, ask: Any, **given: Any) -> None:
        super().__init__(max_length=most, error_messages={"required": ask}, **given)
        explain_length(self, _("Write at most %(limit_value)d characters; this has %(show_value)d."))

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class TextField(LineField):
    """Plain text of several lines."""

    def __init__(self, *, rows: int = 5, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **given)

    def to_python(self, value: Any) -> str:
        return plain_text(forms.CharField.to_python(self, value) or "")


class UnderstoodField(forms.CharField):
    """What is typed is text; what is meant is a number. `wrong` says what to write, the same for every mistake."""

    parse: Callable[[str], Any]

    def __init__(self, *, wrong: Any, unit: Any = "", **given: Any) -> None:
        self.wrong, self.unit = wrong, unit
        super().__init__(max_length=40, error_messages={"required": wrong, "max_length": wrong}, **given)
        self.widget.attrs["data-unit"] = unit
        explain_length(self, wrong)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text in self.empty_values:
            return None
        try:
            return self.understand(text)
        except ValueError as fault:
            raise forms.ValidationError(self.wrong, code="not understood") from fault

    def understand(self, text: str) -> Any:
        raise NotImplementedError

    def say(self, value: Any) -> str:
        """The value as it was understood, for an echo: "250 g"."""
        return f"{value} {self.unit}".strip()

    def is_plain(self, text: str, value: Any) -> bool:
        """Whether `text` can be understood in no other way, so that no echo is needed."""
        return text.strip() == str(value)


def meant(field: forms.BoundField) -> str:
    """How what was typed was understood, where it could be read otherwise: "250 g" for 半斤; '' for plain figures."""
    kind, value = field.field, getattr(field.form, "cleaned_data", {}).get(field.name)
    if not isinstance(kind, UnderstoodField) or value is None or kind.is_plain(str(field.value()), value):
        return ""
    return kind.say(value)


def echoes(form: forms.Form) -> dict[str, str]:
    """What to say of each such field: {"grams": "We read this as 250 g."}."""
    said = {name: meant(form[name]) for name in form.cleaned_data}
    return {name: gettext("We read this as %(value)s.") % {"value": value} for name, value in said.items() if value}


class NumberField(UnderstoodField):
    """A whole number from `least` to `most`: 38, ３８, 三十八."""

    def __init__(self, *, least: int, most: int, **given: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**given)
        self.widget.attrs["inputmode"] = "numeric"

    def understand(self, text: str) -> int:
        number: Decimal = parse_number(text.replace("%", "").replace("％", ""))
        if number != number.to_integral_value() or not self.least <= number <= self.most:
            raise ValueError(text)
        return int(number)


class PercentField(UnderstoodField):
    """Basis points from a percentage as people write it: "5", "2.5 %", "百分之五", "五"; above 0, up to `most` percent."""

    def __init__(self, *, most: int, **given: Any) -> None:
        self.most = most
        super().__init__(unit="%", wrong=filled(_("Write a percentage, up to %(most)s."), most=most), **given)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:g}" if isinstance(value, int) else value

    def understand(self, text: str) -> int:
        points = parse_number(normalised(text).removesuffix("%").removeprefix("百分之")) * 100
        if points != points.to_integral_value() or not 0 < points <= self.most * 100:
            raise ValueError(text)
        return int(points)


class YuanField(UnderstoodField):
    """Fen from yuan as people write them; 0 only where `zero` allows it."""

    def __init__(self, *, zero: bool = False, **given: Any) -> None:
        self.zero = zero
        super().__init__(unit=_("yuan"), **given)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return yuan(value).lstrip("¥").replace(",", "") if isinstance(value, int) else value

    def understand(self, text: str) -> int:
        return parse_yuan(text, zero=self.zero)

    def say(self, value: int) -> str:
        return yuan(value)

    def is_plain(self, text: str, value: int) -> bool:
        return text.strip().lstrip("¥").replace(",", "") in (
            f"{value // 100}.{value % 100:02d}",
            f"{value // 100}" if value % 100 == 0 else "",
            yuan(value).lstrip("¥"),
        )


class GroupPrices(forms.Form):
    """A form with a price alone and, if wanted, one in a group: the same rules wherever prices are written.

    `PRICES` names the three fields: alone, in a group, people in a group.
    """

    PRICES: ClassVar[tuple[str, str, str]] = ("price", "group_price", "group_size")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        alone, together, size = (given.get(name) for name in self.PRICES)
        price, people = self.PRICES[1:]
        if together is not None and alone is not None and together >= alone:
            self.add_error(price, _("Enter a group price below the price alone, or leave it empty."))
        if together is not None and size is None and people not in self.errors:
            self.add_error(people, GROUP_SIZE)
        if size is not None and together is None and price not in self.errors:
            self.add_error(price, _("Enter the group price too, or leave both empty."))
        return given


def group_size_field(**given: Any) -> NumberField:
    """How many people make a group: two to ten."""
    return NumberField(
        required=False, least=2, most=10, unit=_("people"), label=_("People in a group"), help_text=_("Two to ten."),
        wrong=GROUP_SIZE, **given,
    )  # fmt: skip
