"""On which terms an owner takes bookings of a room, an activity or a walk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import RoutePage
from cms.routing import SOURCE
from common.fields import NumberField, YuanField
from shops.availability.ladders import RUNGS, Ladder, told
from shops.availability.models import MOST_EARLY, MOST_NIGHTS, Bookable
from shops.builder.forms import ONE_PRICE, Words
from shops.builder.forms_visits import ENGLISH, whole

AHEAD = [(0, _("even the same day")), (24, _("one day ahead")), (48, _("two days ahead")), (72, _("three days ahead")),
         (168, _("a week ahead"))]  # fmt: skip
HORIZONS = [(30, _("a month")), (90, _("three months")), (180, _("half a year")), (365, _("a year"))]
NIGHTS = _("Write how many nights, from 1 to 60, like 2.")
EARLY = _("Write how many days, from 1 to 365, like 30, or leave it empty.")
OFF = _("Write a number from 1 to 50: 10 takes a tenth off. Or leave it empty.")
AGE = _("Write an age from 1 to 18, like 12, or leave it empty.")


def ladders() -> list[tuple[str, str]]:
    """Each ladder with what it means."""
    return [(name.value, f"{name.label}：{' '.join(told(RUNGS[name]))}") for name in Ladder]


def choice(label: Any, choices: Any, **given: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, **given)


class TermsForm(forms.Form):
    """What rooms, activities and walks share; fields are named as those of Bookable."""

    is_online = forms.BooleanField(
        label=_("Guests may book here"), required=False,
        help_text=_("Take the tick away and guests ring again; who has booked still comes."),
    )  # fmt: skip
    lead_hours = choice(_("How much notice do you need?"), AHEAD)
    horizon_days = choice(_("How far ahead may they book?"), HORIZONS)
    terms = forms.ChoiceField(label=_("When a guest cancels"), choices=ladders, widget=forms.RadioSelect)
    early_days = NumberField(
        label=_("Early booking: how many days ahead"), least=1, most=365, wrong=EARLY, required=False,
        help_text=_("Who books early pays less: you know sooner that guests come."),
    )  # fmt: skip
    early_percent = NumberField(label=_("Early booking: per cent off"), least=1, most=MOST_EARLY, wrong=OFF, required=False)
    meal_zh_hans = Words(
        label=_("A meal they may add, in Chinese"), max_length=60, required=False, help_text=_("Like “farmhouse supper”.")
    )
    meal_en = Words(label=ENGLISH, max_length=60, required=False)
    meal_price = YuanField(label=_("Price of the meal for a person"), wrong=ONE_PRICE, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        days, percent = given.get("early_days"), given.get("early_percent")
        if bool(days) != bool(percent) and not {"early_days", "early_percent"} & set(self.errors):
            self.add_error("early_days" if percent else "early_percent", _("Write both the days and the per cent, or neither."))
        if days and (horizon := given.get("horizon_days")) and days > horizon:
            self.add_error("early_days", _("Nobody can book so far ahead: write fewer days than above."))
        meal = given.get("meal_zh_hans") or given.get("meal_en")
        if meal and given.get("meal_price") is None and "meal_price" not in self.errors:
            self.add_error("meal_price", _("Write what the meal costs, or leave both empty."))
        if given.get("meal_price") and not meal:
            self.add_error("meal_zh_hans", _("Write which meal it is, or leave both empty."))
        return given


class RoomTermsForm(TermsForm):
    least_nights = whole(_("Fewest nights"), MOST_NIGHTS, NIGHTS)
    most_nights = whole(_("Most nights"), MOST_NIGHTS, NIGHTS)
    arrive_from = forms.TimeField(label=_("Check-in from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    leave_by = forms.TimeField(label=_("Check-out by"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    extra_beds = NumberField(
        label=_("Extra beds in one room"), least=0, most=5, wrong=_("Write how many extra beds fit, from 0 to 5.")
    )
    extra_bed_price = YuanField(label=_("Price of an extra bed for a night"), wrong=ONE_PRICE, zero=True)
    free_under = NumberField(label=_("Children free under this age"), least=1, most=18, wrong=AGE, required=False)
    field_order = (
        "is_online", "terms", "least_nights", "most_nights", "arrive_from", "leave_by", "lead_hours", "horizon_days",
        "early_days", "early_percent", "extra_beds", "extra_bed_price", "free_under",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        least, most = given.get("least_nights"), given.get("most_nights")
        if least and most and least > most:
            self.add_error("most_nights", _("The most nights must be as many as the fewest, or more."))
        return {**given, "free_under": given.get("free_under") or 0}


class RouteField(forms.ModelChoiceField):
    def label_from_instance(self, page: Any) -> str:
        return str(page.title)


class GroupTermsForm(TermsForm):
    free_under = NumberField(label=_("Children free under this age"), least=1, most=18, wrong=AGE, required=False)
    child_under = NumberField(label=_("Child’s price under this age"), least=1, most=18, wrong=AGE, required=False)
    child_price = YuanField(label=_("Price for a child"), wrong=ONE_PRICE, required=False)
    guide = Words(label=_("Who guides"), max_length=40, required=False)
    field_order = (
        "is_online", "terms", "lead_hours", "horizon_days", "early_days", "early_percent", "child_price", "child_under",
        "free_under", "guide",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        price, age, free = (given.get(name) for name in ("child_price", "child_under", "free_under"))
        if (price is None) != (age is None) and not {"child_price", "child_under"} & set(self.errors):
            self.add_error("child_under" if age is None else "child_price", _("Write both the price and the age, or neither."))
        if age and free and free > age:
            self.add_error("free_under", _("Free is for the youngest: this age is below that of the child’s price."))
        return {**given, "child_under": age or 0, "free_under": free or 0}


class WalkTermsForm(GroupTermsForm):
    route = RouteField(
        label=_("Which route it follows"), queryset=RoutePage.objects.none(), required=False,
        empty_label=_("none of the county’s"),
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["route"].queryset = RoutePage.objects.live().filter(locale__language_code=SOURCE).order_by("title")  # type: ignore[attr-defined]


TERMS = {"room": RoomTermsForm, "activity": GroupTermsForm, "tour": WalkTermsForm}


def shown_terms(bookable: Bookable | None, kind: str) -> dict[str, Any]:
    """What the form shows at first: what stands, else what most choose."""
    one: Any = bookable or Bookable(most_nights=14)
    names = [*TERMS[kind].base_fields]
    shown = {name: getattr(one, name, None) for name in names}
    for name in ("child_under", "free_under"):
        shown[name] = shown.get(name) or None
    return shown if bookable else {**shown, "is_online": True}
