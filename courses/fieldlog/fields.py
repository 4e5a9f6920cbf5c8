"""Fields of the log that take what farmers write: areas, kilograms, amounts, days."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format

from common.clock import now, shanghai_day
from courses.assessment.fields import UnderstoodField
from courses.fieldlog.measures import HUNDREDTH, amount, parse_area, parse_day, parse_kilos, plain, say_area, short

MOST_AMOUNT = Decimal(99_999)


class AreaField(UnderstoodField):
    """Whole square metres from 三分地, 半亩, ３亩, 0.5. What is stored is shown with its unit: a bare number would be mu."""

    def understand(self, text: str) -> int:
        return parse_area(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value} m²" if isinstance(value, int) else value

    def say(self, value: int) -> str:
        return say_area(value)


class AmountField(UnderstoodField):
    """A number above nought, to a hundredth."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.widget.attrs["inputmode"] = "decimal"

    def parsed(self, text: str) -> Decimal:
        return amount(plain(text))

    def understand(self, text: str) -> Decimal:
        number = self.parsed(text).quantize(HUNDREDTH, ROUND_HALF_UP)
        if not 0 < number <= MOST_AMOUNT:
            raise ValueError(text)
        return number

    def prepare_value(self, value: Any) -> Any:
        return short(value) if isinstance(value, Decimal) else value


class KilosField(AmountField):
    """Kilograms; 300斤 is 150."""

    def parsed(self, text: str) -> Decimal:
        return parse_kilos(text)


class DayField(UnderstoodField):
    """A day, typed or picked; whether it may be to come is for the operation to say."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.widget.is_required = self.required

    def understand(self, text: str) -> date:
        return parse_day(text, shanghai_day(now()))

    def say(self, value: date) -> str:
        return date_format(value, "DATE_FORMAT")
