"""The prices of a bookable: the usual one, and the rules that differ from it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.queries import FestivalDay
from common.fields import YuanField
from shops.availability.models import Rate
from shops.availability.rates import ONE_DAY
from shops.builder.forms import ONE_PRICE, EitherLanguage, Words
from shops.builder.forms_visits import ENGLISH
from shops.catalogue.fields import DayField

A_DAY = _("Choose a day.")
MOST_SEASON = 731  # days of a season with dates


class BasePriceForm(forms.Form):
    price = YuanField(label=_("Usual price"), wrong=ONE_PRICE)


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
    last = DayField(label=pgettext_lazy("of a price", "Last day"))
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
    last = DayField(label=pgettext_lazy("of a price", "Last day"))

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
