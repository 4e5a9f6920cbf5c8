"""When somebody comes and how many: nights, or a session. Numbers as people type them: 2, ２, 两."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.clock import shanghai_day
from common.numerals import normalised, parse_number
from shops.availability.models import Bookable, Session
from shops.availability.queries import Meeting
from shops.catalogue.fields import DayField
from shops.orders.models import MOST_PLACES

NO_NUMBER = _("Write a whole number, like 2.")


class CountField(forms.CharField):
    """A whole number from `least` to `MOST_PLACES`; empty is `least`."""

    def __init__(self, *, least: int, **kwargs: Any) -> None:
        self.least = least
        super().__init__(max_length=12, required=False, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})
        self.error_messages["max_length"] = NO_NUMBER

    def clean(self, value: Any) -> int:
        typed = super().clean(value)
        if not typed:
            return self.least
        try:
            number = parse_number(normalised(typed))
        except ValueError:
            raise ValidationError(NO_NUMBER) from None
        if not 0 <= number <= MOST_PLACES or number != Decimal(int(number)):
            raise ValidationError(NO_NUMBER)
        return int(number)


class PeopleForm(forms.Form):
    """How many come, and what else they want."""

    adults = CountField(least=0, label=_("Adults"), initial=2)
    children = CountField(least=0, label=_("Children"), initial=0)
    meals = CountField(least=0, label=_("How many eat with us"), initial=0)

    def __init__(self, *args: Any, bookable: Bookable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bookable.meal_price is None:
            del self.fields["meals"]


class StayForm(PeopleForm):
    first = DayField(label=_("Arrive on"), required=True)
    until = DayField(label=_("Leave on"), required=True)
    rooms = CountField(least=1, label=_("Rooms"), initial=1)
    extra_beds = CountField(least=0, label=_("Extra beds"), initial=0)
    field_order = ["first", "until", "rooms", "adults", "children", "extra_beds", "meals"]

    def __init__(self, *args: Any, bookable: Bookable, **kwargs: Any) -> None:
        super().__init__(*args, bookable=bookable, **kwargs)
        if not bookable.extra_beds:
            del self.fields["extra_beds"]
        if (bookable.visit.rooms or 1) == 1:
            del self.fields["rooms"]

    @property
    def wish(self) -> dict[str, Any]:
        """Values of BasketVisit fields."""
        return {"session": None, **self.cleaned_data}


class SeatsForm(PeopleForm):
    session = forms.ChoiceField(
        label=_("Which day"), error_messages={"required": _("Choose a day."), "invalid_choice": _("Choose a day.")}
    )
    field_order = ["session", "adults", "children", "meals"]

    def __init__(self, *args: Any, bookable: Bookable, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, bookable=bookable, **kwargs)
        self.sessions: dict[str, Session] = {str(one.session.pk): one.session for one in meetings}
        field: Any = self.fields["session"]
        field.choices = [(pk, pk) for pk in self.sessions]

    @property
    def wish(self) -> dict[str, Any]:
        facts: dict[str, Any] = {**self.cleaned_data}
        session = self.sessions[facts.pop("session")]
        return {"session": session, "first": shanghai_day(session.starts_at), "until": None, **facts}
