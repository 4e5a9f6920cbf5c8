"""Fields that take what people write and say what to write instead. Each can say back how it was understood."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from common.money import parse_yuan, yuan
from common.numerals import parse_number
from common.sanitise import one_line, plain_text
from courses.assessment.weights import parse_grams


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


class YuanField(UnderstoodField):
    """Fen from yuan as people write them; 0 only where `zero` allows it."""

    def __init__(self, *, zero: bool = False, **given: Any) -> None:
        self.zero = zero
        super().__init__(unit=_("yuan"), **given)
        self.widget.attrs["inputmode"] = "decimal"

    def understand(self, text: str) -> int:
        if self.zero and parse_number(text) == 0:
            return 0
        return parse_yuan(text)

    def say(self, value: int) -> str:
        return yuan(value)

    def is_plain(self, text: str, value: int) -> bool:
        return text.strip().lstrip("¥").replace(",", "") in (
            f"{value // 100}.{value % 100:02d}",
            f"{value // 100}" if value % 100 == 0 else "",
            yuan(value).lstrip("¥"),
        )


class GramsField(UnderstoodField):
    def __init__(self, **given: Any) -> None:
        super().__init__(unit=_("grams"), **given)

    def understand(self, text: str) -> int:
        return parse_grams(text)
