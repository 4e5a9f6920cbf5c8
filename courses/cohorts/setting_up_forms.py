"""The CMS's forms for cohorts and organisations: every error says what to write instead."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.contact import can_be_rung, parse_contact
from accounts.models import Organisation, Role
from cms.models import Township
from common.clock import now, shanghai_day
from common.sanitise import one_line, plain_text
from courses.cohorts.keeping_forms import DAYS
from courses.cohorts.models import Cohort
from courses.cohorts.operations import places_taken
from courses.cohorts.setting_up import has_people
from courses.curriculum.queries import outlines

MOST_PLACES = 2000
FAULTS = ("required", "invalid", "min_value", "max_value")


def words(label: Any, most: int, error: Any = "", **options: Any) -> forms.CharField:
    """A line of text; required when there is an error to say."""
    return forms.CharField(label=label, max_length=most, required=bool(error), error_messages={"required": error}, **options)


def day(label: Any, help_text: Any = "") -> forms.DateField:
    asked = _("Choose the day, like 2027-03-05.")
    return forms.DateField(
        label=label, input_formats=DAYS, help_text=help_text, error_messages={"required": asked, "invalid": asked},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class CohortForm(forms.ModelForm):
    programme_key = forms.ChoiceField(label=_("Boot camp"), error_messages={"required": _("Choose the boot camp.")})
    name_zh_hans = words(_("Name in Chinese"), 80, _("Write the cohort’s Chinese name, like 电商第五期."))
    name_en = words(_("Name in English"), 80, _("Write the cohort’s English name, like E-commerce, fifth cohort."))
    place_zh_hans = words(_("Place in Chinese"), 120)
    place_en = words(_("Place in English"), 120)
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))
    apply_by = day(_("Last day to apply"), _("In Shanghai, to the end of that day."))
    capacity = forms.IntegerField(
        label=_("How many places"), min_value=1, max_value=MOST_PLACES,
        error_messages=dict.fromkeys(FAULTS, _("Write how many places, from 1 to 2000.")),
    )  # fmt: skip
    most_per_mentor = forms.IntegerField(
        label=_("Most trainees for each mentor"), min_value=1, max_value=MOST_PLACES, required=False,
        help_text=_("Empty: no limit in this cohort. A mentor’s own limit holds as well."),
        error_messages=dict.fromkeys(FAULTS, _("Write a number from 1 to 2000, or leave it empty.")),
    )  # fmt: skip
    mentors: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Mentors"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("People with the role of a mentor. Give the role under People and roles."),
    )  # fmt: skip
    organisations: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Partner organisations"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    class Meta:
        model = Cohort
        fields = (
            "programme_key", "name_zh_hans", "name_en", "place_zh_hans", "place_en", "starts_on", "ends_on", "apply_by",
            "capacity", "most_per_mentor", "mentors", "organisations",
        )  # fmt: skip

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["programme_key"].choices = [("", _("Choose one")), *((str(one.key), one.title) for one in outlines())]
        mentors = get_user_model().objects.filter(grants__role=Role.MENTOR, is_active=True)
        if self.instance.pk:
            mentors |= get_user_model().objects.filter(cohorts_mentored=self.instance)
        fields["mentors"].queryset = mentors.distinct().order_by("name", "pk")
        if self.instance.pk and has_people(self.instance):
            self.hold_first_day()
        fields["organisations"].queryset = Organisation.objects.order_by("kind", "pk")

    def hold_first_day(self) -> None:
        """Once people have applied, the first day moves on the page of days (of the part above), which tells them."""
        field = self.fields["starts_on"]
        field.disabled, field.help_text = True, self.where_it_moves()

    def where_it_moves(self) -> str:
        says = _(
            'People have applied. Move the first day on the <a href="{}">page of the cohort’s days</a>: everybody is told.'
        )
        return format_html(str(says), reverse("timetable:dates", args=[self.instance.pk]))

    def clean_programme_key(self) -> UUID:
        key = UUID(self.cleaned_data["programme_key"])
        if self.instance.pk and key != Cohort.objects.get(pk=self.instance.pk).programme_key and has_people(self.instance):
            raise forms.ValidationError(
                _("People have applied to this cohort, so it stays in its boot camp. Make a new cohort instead.")
            )
        return key

    def clean_capacity(self) -> int:
        capacity = self.cleaned_data["capacity"]
        if self.instance.pk and capacity < (taken := places_taken(self.instance)):
            raise forms.ValidationError(
                _("%(taken)s people have a place already. Write at least that many, or move some first.") % {"taken": taken}
            )
        return capacity

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("name_zh_hans", "name_en", "place_zh_hans", "place_en"):
            given[name] = one_line(given.get(name, ""))
        first_day = str(self.instance.starts_on)
        if self.fields["starts_on"].disabled and self.data.get("starts_on", first_day) != first_day:  # applied meanwhile
            self.add_error("starts_on", self.where_it_moves())
        first, last, by = (given.get(name) for name in ("starts_on", "ends_on", "apply_by"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first. Change one of them."))
        elif last and not self.instance.pk and last < shanghai_day(now()):
            self.add_error("ends_on", _("This cohort would be over already. Look at the year."))
        if by and last and by > last:
            self.add_error("apply_by", _("People would apply after the cohort is over. Choose an earlier day."))
        return given


class OrganisationForm(forms.ModelForm):
    name_zh_hans = words(_("Name in Chinese"), 120, _("Write the organisation’s Chinese name."))
    name_en = words(_("Name in English"), 120, _("Write the organisation’s English name; pinyin will do."))
    about_zh_hans = words(_("About it, in Chinese"), 600, widget=forms.Textarea(attrs={"rows": 3}))
    about_en = words(_("About it, in English"), 600, widget=forms.Textarea(attrs={"rows": 3}))
    contact_name = words(_("Person to call"), 80)
    contact = words(_("Phone or e-mail"), 120, help_text=_("For the office; it is not shown to the public."))
    township = forms.ChoiceField(label=_("Township"), required=False)

    class Meta:
        model = Organisation
        fields = ("kind", "name_zh_hans", "name_en", "about_zh_hans", "about_en", "contact_name", "contact", "township")

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = Township.objects.order_by("name_en")
        choices = [("", _("Outside the county, or in none")), *((one.slug, one.name) for one in rows)]
        self.fields["township"].choices = choices  # type: ignore[attr-defined]

    def clean_contact(self) -> str:
        """Empty, or a number or address that can be reached. Landlines are kept as they are written."""
        typed = one_line(self.cleaned_data["contact"])
        if not typed or can_be_rung(typed):
            return typed
        return parse_contact(typed).email or typed

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("name_zh_hans", "name_en", "contact_name"):
            given[name] = one_line(given.get(name, ""))
        for name in ("about_zh_hans", "about_en"):
            given[name] = plain_text(given.get(name, ""))
        return given
