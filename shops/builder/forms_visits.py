"""Changing a room, a farm activity or a walk. The owner writes one language; the other is optional."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from accounts.contact import can_be_rung
from common.fields import NumberField, YuanField
from common.sanitise import one_line
from shops.builder.forms import ONE_PRICE, EitherLanguage, Words
from shops.catalogue.fields import DayField
from shops.visits.models import Visit

ENGLISH = _("In English (if you like)")
MONTH = _("Tick at least one month.")
STOPS = _("Write two to twelve stops, one a line, each at most 60 characters long.")
FEWEST_STOPS, MOST_STOPS, LONGEST_STOP, MOST_PEOPLE = 2, 12, 60, 200


def whole(label: Any, most: int, wrong: Any, least: int = 1) -> NumberField:
    return NumberField(label=label, least=least, most=most, wrong=wrong)


class VisitForm(EitherLanguage):
    """What every kind has; fields are named as those of Visit. `first` and `own` say the order of the page."""

    PAIRS = {"name": _("Write a name, in Chinese or English."), "come": _("Write how guests find you.")}
    PUBLIC = ("name_zh_hans", "name_en", "about_zh_hans", "about_en")

    name_zh_hans = Words(label=_("What it is called"), max_length=60, required=False)
    name_en = Words(label=ENGLISH, max_length=60, required=False)
    is_shown = forms.BooleanField(
        label=_("Show it in my shop"), required=False, help_text=_("Take the tick away while you have no time for guests.")
    )
    price = YuanField(label=_("Guide price"), wrong=ONE_PRICE)
    months = forms.TypedMultipleChoiceField(
        label=_("Months when guests may come"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=list(MONTHS.items()),
        error_messages={"required": MONTH, "invalid_choice": MONTH},
    )  # fmt: skip
    about_zh_hans = Words(label=_("About it"), rows=4, max_length=600, required=False)
    about_en = Words(label=ENGLISH, rows=3, max_length=600, required=False)
    come_zh_hans = Words(label=_("How to come"), max_length=160, required=False)
    come_en = Words(label=ENGLISH, max_length=160, required=False)
    phone = Words(
        label=_("Telephone for guests"), max_length=20, required=False,
        help_text=_("Everybody will see it. Left empty, guests ring the county’s help line."),
    )  # fmt: skip

    field_order: Any = None

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and not can_be_rung(phone):
            raise forms.ValidationError(_("Write a telephone number, like 139 0000 0001, or leave it empty."))
        return phone

    def clean_months(self) -> list[int]:
        return sorted(self.cleaned_data["months"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        least, most = given.get("least"), given.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most people must be as many as the fewest, or more."))
        return given


class RoomForm(VisitForm):
    PAIRS = {**VisitForm.PAIRS, "included": _("Write what the price includes.")}

    rooms = whole(_("Rooms like this"), 50, _("Write how many rooms there are, from 1 to 50, like 2."))
    beds = whole(_("Beds in one room"), 20, _("Write how many beds are in one room, from 1 to 20, like 2."))
    most = whole(_("Most people in one room"), 20, _("Write how many may sleep in one room, from 1 to 20, like 3."))
    included_zh_hans = Words(label=_("What is in the price"), rows=2, max_length=200, required=False)
    included_en = Words(label=ENGLISH, rows=2, max_length=200, required=False)
    registration = Words(
        label=_("Number of your permit or filing"), max_length=60, required=False,
        help_text=_("The room is shown once there is a number. Keep entering every guest’s identity card."),
    )  # fmt: skip
    registration_until = DayField(label=_("The permit holds until"), help_text=_("You are told before it ends."))
    field_order = (
        "name_zh_hans", "name_en", "is_shown", "registration", "registration_until", "rooms", "beds", "most", "price",
        "included_zh_hans", "included_en", "months", "about_zh_hans", "about_en",
    )  # fmt: skip


class GroupForm(VisitForm):
    PAIRS = {**VisitForm.PAIRS, "safety": _("Write what could hurt a guest, and what you do about it.")}

    minutes = whole(_("How long, in minutes"), 1440, _("Write how many minutes it takes, from 15 to 1440, like 90."), least=15)
    least = whole(_("Fewest people"), MOST_PEOPLE, _("Write the fewest people you do it for, from 1 to 200, like 2."))
    most = whole(_("Most people"), MOST_PEOPLE, _("Write the most people you can look after, from 1 to 200, like 12."))
    safety_zh_hans = Words(label=_("What could hurt a guest, and what you do about it"), rows=3, max_length=300, required=False)
    safety_en = Words(label=ENGLISH, rows=3, max_length=300, required=False)
    field_order = (
        "name_zh_hans", "name_en", "is_shown", "price", "minutes", "least", "most", "months", "about_zh_hans", "about_en",
    )  # fmt: skip


class ActivityForm(GroupForm):
    PAIRS = {**GroupForm.PAIRS, "bring": _("Write what guests bring, or that you lend everything.")}

    bring_zh_hans = Words(label=_("What guests bring"), rows=2, max_length=200, required=False)
    bring_en = Words(label=ENGLISH, rows=2, max_length=200, required=False)


class TourForm(GroupForm):
    PAIRS = {**GroupForm.PAIRS, "stops": STOPS, "meeting": _("Write where you meet your guests.")}

    stops_zh_hans = Words(label=_("The stops, in order"), rows=5, max_length=800, required=False, help_text=_("One a line."))
    stops_en = Words(label=ENGLISH, rows=5, max_length=800, required=False)
    meeting_zh_hans = Words(label=_("Where you meet"), max_length=120, required=False)
    meeting_en = Words(label=ENGLISH, max_length=120, required=False)

    def clean_stops_zh_hans(self) -> str:
        return stops(self.cleaned_data["stops_zh_hans"])

    def clean_stops_en(self) -> str:
        return stops(self.cleaned_data["stops_en"])


def stops(text: str) -> str:
    """The stops, one a line, empty lines left out; '' where none are written."""
    lines = [one_line(line) for line in text.splitlines() if line.strip()]
    if lines and (not FEWEST_STOPS <= len(lines) <= MOST_STOPS or any(len(line) > LONGEST_STOP for line in lines)):
        raise forms.ValidationError(STOPS)
    return "\n".join(lines)


FORMS: dict[str, type[VisitForm]] = {
    Visit.Kind.ROOM: RoomForm,
    Visit.Kind.ACTIVITY: ActivityForm,
    Visit.Kind.TOUR: TourForm,
}
