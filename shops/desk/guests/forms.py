"""What an owner writes when they take bookings: terms, prices, sessions, a guest who rang, days that are closed."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.contact import can_be_rung
from cms.models import RoutePage
from cms.queries import FestivalDay
from cms.routing import SOURCE
from common.fields import NumberField, YuanField
from shops.availability.ladders import RUNGS, Ladder, told
from shops.availability.models import MOST_NIGHTS, Bookable, Rate
from shops.builder.forms import ONE_PRICE, EitherLanguage, Words
from shops.builder.forms_visits import ENGLISH, whole
from shops.catalogue.fields import DayField

ONE_DAY = timedelta(days=1)
AHEAD = [(0, _("even the same day")), (24, _("one day ahead")), (48, _("two days ahead")), (72, _("three days ahead")),
         (168, _("a week ahead"))]  # fmt: skip
HORIZONS = [(30, _("a month")), (90, _("three months")), (180, _("half a year")), (365, _("a year"))]
NIGHTS = _("Write how many nights, from 1 to 60, like 2.")
A_DAY = _("Choose a day.")
AGE = _("Write an age from 1 to 18, like 12, or leave it empty.")
MOST_SEASON = 731  # days of a season with dates


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
    lead_hours = choice(_("How long before do you want to know?"), AHEAD)
    horizon_days = choice(_("How far ahead may they book?"), HORIZONS)
    terms = forms.ChoiceField(label=_("When a guest cancels"), choices=ladders, widget=forms.RadioSelect)
    meal_zh_hans = Words(
        label=_("A meal they may add, in Chinese"), max_length=60, required=False, help_text=_("Like “farmhouse supper”.")
    )
    meal_en = Words(label=ENGLISH, max_length=60, required=False)
    meal_price = YuanField(label=_("Price of the meal for a person"), wrong=ONE_PRICE, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        meal = given.get("meal_zh_hans") or given.get("meal_en")
        if meal and given.get("meal_price") is None and "meal_price" not in self.errors:
            self.add_error("meal_price", _("Write what the meal costs, or leave both empty."))
        if given.get("meal_price") and not meal:
            self.add_error("meal_zh_hans", _("Write which meal it is, or leave both empty."))
        return given


class RoomTermsForm(TermsForm):
    least_nights = whole(_("Fewest nights"), MOST_NIGHTS, NIGHTS)
    most_nights = whole(_("Most nights"), MOST_NIGHTS, NIGHTS)
    arrive_from = forms.TimeField(label=_("Guests come from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    leave_by = forms.TimeField(label=_("Guests leave by"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    extra_beds = NumberField(
        label=_("Extra beds in one room"), least=0, most=5, wrong=_("Write how many extra beds fit, from 0 to 5.")
    )
    extra_bed_price = YuanField(label=_("Price of an extra bed for a night"), wrong=ONE_PRICE, zero=True)
    free_under = NumberField(label=_("Children free under this age"), least=1, most=18, wrong=AGE, required=False)
    field_order = (
        "is_online", "terms", "least_nights", "most_nights", "arrive_from", "leave_by", "lead_hours", "horizon_days",
        "extra_beds", "extra_bed_price", "free_under",
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
        "is_online", "terms", "lead_hours", "horizon_days", "child_price", "child_under", "free_under", "guide",
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


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week as bits, Monday = 1."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=list(WEEKDAYS.items()), coerce=int, widget=forms.CheckboxSelectMultiple, **given)

    def clean(self, value: Any) -> Any:
        return sum(1 << day for day in set(super().clean(value) or []))


class RateForm(EitherLanguage):
    """What every price rule has."""

    PAIRS = {"name": _("Write a name, in Chinese or English.")}

    name_zh_hans = Words(label=_("What it is called"), max_length=40, required=False)
    name_en = Words(label=ENGLISH, max_length=40, required=False)
    price = YuanField(label=_("Price on these days"), wrong=ONE_PRICE)

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in ("name_zh_hans", "name_en", "price")}


class WeekendForm(RateForm):
    weekdays = WeekdaysField(
        label=_("On which days"), error_messages={"required": _("Tick at least one day.")},
        help_text=_("Of a room: the night that begins on this day."),
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "kind": Rate.Kind.WEEKDAYS, "weekdays": self.cleaned_data["weekdays"]}


class SeasonForm(RateForm):
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    yearly = forms.BooleanField(label=_("The same every year"), required=False, initial=True)
    weekdays = WeekdaysField(label=_("Only on these days (none ticked: on all)"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        for name in ("first", "last"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, A_DAY)
        if first and last and (last < first or (last - first).days > MOST_SEASON):
            self.add_error("last", _("The last day comes after the first, within two years."))
        elif first and last and given.get("yearly") and (last - first).days >= 365:
            self.add_error("last", _("A season of every year is shorter than a year."))
        return given

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, until = given["first"], given["last"] + ONE_DAY
        if (given["last"].month, given["last"].day) == (2, 28):  # whoever ends with February means the 29th too
            until = date(until.year, 3, 1) if given["yearly"] else until
        made = {**super().facts(), "kind": Rate.Kind.SEASON, "weekdays": given["weekdays"]}
        if given["yearly"]:
            return {**made, "from_day": number(first), "until_day": number(until)}
        return {**made, "first": first, "until": until}


def number(day: date) -> int:
    return day.month * 100 + day.day


class FestivalForm(RateForm):
    """Of a festival the county tells of (`days`), or of days of one's own, like a national holiday."""

    day = forms.ChoiceField(label=_("Which festival"), required=False)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))

    def __init__(self, *args: Any, days: list[FestivalDay], **given: Any) -> None:
        super().__init__(*args, **given)
        self.days = {str(one.day.pk): one for one in days if one.day}
        offered = [(key, f"{one.page.title} · {one.on}") for key, one in self.days.items()]
        self.fields["day"].choices = [("", _("another: write its days below")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = forms.Form.clean(self) or self.cleaned_data
        chosen = self.days.get(given.get("day") or "")
        if chosen and chosen.day:
            given["first"], given["last"] = given.get("first") or chosen.day.starts_on, given.get("last") or chosen.day.last_day
            titles = {page.locale.language_code: page.title for page in (chosen.page, chosen.page.twin) if page}
            given["name_zh_hans"] = given.get("name_zh_hans") or titles.get("zh-hans", "")[:40]
            given["name_en"] = given.get("name_en") or titles.get("en", "")[:40]
        if not (given.get("name_zh_hans") or given.get("name_en")):
            self.add_error("name_zh_hans", self.PAIRS["name"])
        first, last = given.get("first"), given.get("last") or given.get("first")
        if not first:
            self.add_error("first", A_DAY)
        elif last and (last < first or (last - first).days > 60):
            self.add_error("last", _("The last day comes after the first, within two months."))
        return given

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        chosen = self.days.get(given.get("day") or "")
        last = given.get("last") or given["first"]
        made = {**super().facts(), "kind": Rate.Kind.FESTIVAL, "first": given["first"], "until": last + ONE_DAY}
        return {**made, "festival_id": chosen.page.pk if chosen else None}


class SessionsForm(forms.Form):
    """One session, or the same time every week until a day."""

    on = DayField(label=_("Day"))
    starts = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("Choose a time.")},
    )  # fmt: skip
    until = DayField(label=_("Every week until (empty: once)"))
    seats = whole(_("How many may come"), 200, _("Write how many people may come, from 1 to 200, like 12."))
    price = YuanField(label=_("Price for a person (empty: as usual)"), wrong=ONE_PRICE, required=False)
    guide = Words(label=_("Who guides"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("on") and "on" not in self.errors:
            self.add_error("on", A_DAY)
        on, until = given.get("on"), given.get("until")
        if on and until and not on <= until <= on + timedelta(days=365):
            self.add_error("until", _("Choose a day within a year after the first."))
        return given

    def first(self) -> datetime:
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["on"], given["starts"]), timezone.get_default_timezone())


class GuestForm(forms.Form):
    """Who rang."""

    name = Words(label=_("Name"), max_length=40, error_messages={"required": _("Write who comes.")})
    phone = Words(label=_("Telephone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}),
                  error_messages={"required": _("Write the number they can be rung at.")})  # fmt: skip
    people = whole(_("How many people"), 200, _("Write how many come, like 3."))

    def clean_phone(self) -> str:
        if not can_be_rung(self.cleaned_data["phone"]):
            raise forms.ValidationError(_("Write a telephone number, like 139 0000 0001."))
        return self.cleaned_data["phone"]

    def words(self) -> str:
        return f"{self.cleaned_data['name']} × {self.cleaned_data['people']}"


class RoomGuestForm(GuestForm):
    rooms = whole(_("Rooms"), 50, _("Write how many rooms, like 1."))
    until = DayField(label=_("Leaves on"))

    def __init__(self, *args: Any, day: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.day = day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        until = given.get("until")
        if until is None and "until" not in self.errors:
            given["until"] = self.day + ONE_DAY
        elif until and not self.day < until <= self.day + timedelta(days=MOST_NIGHTS):
            self.add_error("until", _("Choose a day of leaving after the day you come."))
        return given


class CloseForm(forms.Form):
    """Days on which nobody else comes."""

    reason = Words(label=_("Why"), max_length=120, error_messages={"required": _("Write why, for yourself and your helpers.")})
    last = DayField(label=_("Until and with (empty: this day)"))

    def __init__(self, *args: Any, day: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.day = day

    def clean_last(self) -> date:
        last = self.cleaned_data["last"] or self.day
        if not self.day <= last <= self.day + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year after the first."))
        return last


class CallOffForm(forms.Form):
    reason = Words(label=_("Why"), max_length=120, error_messages={"required": _("Write why: the guests read it.")})
