"""What a manager writes about a trainee's place and about a mentor."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.numerals import parse_number
from courses.cohorts.choices import GOODS
from courses.cohorts.mentors import TERMS
from courses.cohorts.models import MentorTerms

DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
MOST = 500


def day(label: Any) -> forms.DateField:
    """A day by the phone's own picker, or typed as people type it."""
    asked = _("Choose the day, like 2027-03-05.")
    return forms.DateField(
        label=label, input_formats=DAYS, error_messages={"required": asked, "invalid": asked},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


def reason(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=600, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a sentence the trainee can use.")},
    )  # fmt: skip


class PauseForm(forms.Form):
    words = reason(_("Why they pause"), help_text=_("The trainee reads this."))
    until = day(_("Back on"))


class WithdrawForm(forms.Form):
    words = reason(_("Why they leave"), help_text=_("The trainee reads this."))


class TransferForm(forms.Form):
    cohort: Any = forms.ModelChoiceField(
        queryset=None, label=_("To which cohort"), empty_label=_("Choose one"),
        error_messages={"required": _("Choose the cohort."), "invalid_choice": _("Choose a cohort of the list.")},
    )  # fmt: skip
    words = reason(_("Words to the trainee"), required=False)

    def __init__(self, *args: Any, cohorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cohort"]
        field.queryset = cohorts
        field.label_from_instance = lambda one: _("%(name)s, %(left)s of %(places)s places left") % {
            "name": one.name, "left": max(one.left, 0), "places": one.capacity,
        }  # fmt: skip


class MentorForm(forms.Form):
    mentor: Any = forms.ModelChoiceField(
        queryset=None, label=_("Mentor"), empty_label=_("Choose one"),
        error_messages={"required": _("Choose the mentor."), "invalid_choice": _("Choose a mentor of this cohort.")},
    )  # fmt: skip
    words = reason(_("Words to the trainee"), required=False)

    def __init__(self, *args: Any, mentors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """Days away: what follows of them is said beside the form. Who runs cohorts may give the trainees to others with it."""

    starts_on = day(_("First day away"))
    ends_on = day(_("Last day away, counted in"))
    words = forms.CharField(label=_("Why"), max_length=200, required=False, help_text=_("For the office only."))
    passes_on = forms.BooleanField(
        label=_("Give all trainees to others now"), required=False,
        help_text=_("Each goes to the freest mentor of their cohort who is not away. Every one of them is told."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, today: date, may_pass_on: bool) -> None:
        super().__init__(data)
        self.today = today
        if not may_pass_on:
            del self.fields["passes_on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first. Change one of them."))
        elif last and last < self.today:
            self.add_error("ends_on", _("This day is over. Choose one to come."))
        return given


class TermsForm(forms.Form):
    """What a mentor offers. How many trainees at most is for those who run cohorts; the evening letter is the mentor's own."""

    field_zh_hans = forms.CharField(
        label=_("What they know best, in Chinese"), max_length=80, required=False,
        help_text=_("Like 包装与发货. Trainees read it on the page of the boot camp."),
    )  # fmt: skip
    field_en = forms.CharField(label=_("What they know best, in English"), max_length=80, required=False)
    goods = forms.MultipleChoiceField(
        label=_("Goods they know about"), required=False, choices=[(one.slug, one.words) for one in GOODS],
        widget=forms.CheckboxSelectMultiple, help_text=_("Trainees who sell these are given to them first."),
    )  # fmt: skip
    most_trainees = forms.CharField(
        label=_("Most trainees at a time"), max_length=12, required=False, help_text=_("Empty: no limit of their own.")
    )
    wants_digest = forms.BooleanField(
        required=False,
        label=_("Write to me in the evening when something waits"),
        help_text=_("At most one message a day, and none if you have looked at your desk since it came."),
    )

    def __init__(self, data: Any = None, *, terms: MentorTerms, is_own: bool, runs_cohorts: bool) -> None:
        super().__init__(data, initial={name: getattr(terms, name) for name in TERMS})
        if is_own:
            own = {
                "field_zh_hans": _("What you know best, in Chinese"), "field_en": _("What you know best, in English"),
                "goods": _("Goods you know about"),
            }  # fmt: skip
            for name, label in own.items():
                self.fields[name].label = label
            self.fields["goods"].help_text = _("Trainees who sell these are given to you first.")
        else:
            del self.fields["wants_digest"]
        if not runs_cohorts:
            del self.fields["most_trainees"]

    def clean_most_trainees(self) -> int | None:
        """A whole number however it is written: 12, １２, 十二."""
        if not (typed := self.cleaned_data["most_trainees"].strip()):
            return None
        try:
            number = parse_number(typed)
        except ValueError:
            number = None
        if number is None or number != int(number) or not 1 <= number <= MOST:
            raise forms.ValidationError(_("Enter a whole number from 1 to 500, like 12, or leave it empty."))
        return int(number)
