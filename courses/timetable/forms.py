"""What managers and mentors write about a cohort's days. Every error says what to write instead."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.numerals import parse_number
from courses.cohorts.keeping_forms import day, reason
from courses.curriculum.queries import Outline
from courses.timetable.due import works
from courses.timetable.models import DueRule

MOST_DAYS = 730
NOTHING = [("", _("Nothing is due"))]


class DaysField(forms.CharField):
    """Whole days however they are written: 14, １４, 十四. None when empty."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).strip()
        if not typed:
            return None
        try:
            number = parse_number(typed)
        except ValueError:
            number = None
        if number is None or number != int(number) or not 0 <= number <= MOST_DAYS:
            raise forms.ValidationError(_("Write whole days from 0 to 730, like 14."))
        return int(number)


class DaysForm(forms.Form):
    """One stage of a cohort: its due rule and its pace."""

    kind = forms.ChoiceField(label=_("The piece is due"), required=False, choices=[*NOTHING, *DueRule.Kind.choices])
    on = day(_("Fixed day"))
    days = DaysField(label=_("How many days after"), max_length=12, required=False)
    work = forms.ChoiceField(label=_("After which work"), required=False)
    pace = DaysField(
        label=_("Days after the start by which the stage should be done"), max_length=12, required=False,
        help_text=_("Empty: the stages are spread evenly over the cohort."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = False
        self.fields["work"].choices = [("", "–"), *works.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only what the kind needs is kept; what it needs must be there."""
        given = super().clean() or {}
        kind = given.get("kind", "")
        needed = {DueRule.Kind.ON: ("on",), DueRule.Kind.AFTER_START: ("days",), DueRule.Kind.AFTER_WORK: ("days", "work")}
        for name, empty in (("on", None), ("days", None), ("work", "")):
            if name not in needed.get(kind, ()):  # type: ignore[call-overload]
                given[name] = empty
                self.errors.pop(name, None)
            elif given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, ASKED[name])
        return given


ASKED = {
    "on": _("Choose the day, like 2027-03-05."),
    "days": _("Write whole days from 0 to 730, like 14."),
    "work": _("Choose the work that the days are counted from."),
}


def stage_field(course: Outline) -> forms.ChoiceField:
    choices = [("", _("Choose one")), *((str(one.key), f"{one.number} {one.title}") for one in course.stages)]
    return forms.ChoiceField(
        label=_("Stage"), choices=choices,
        error_messages={"required": _("Choose the stage."), "invalid_choice": _("Choose a stage of the list.")},
    )  # fmt: skip


class OpenForm(forms.Form):
    words = reason(_("Why it opens early"))

    def __init__(self, *args: Any, course: Outline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"stage": stage_field(course), **self.fields}


class LongerForm(OpenForm):
    words = reason(_("Why they have more time"), help_text=_("The trainee reads this."))
    until = day(_("Until"))


class MoveForm(forms.Form):
    starts_on = day(_("New first day"))
    words = reason(_("Why it moves"), help_text=_("Trainees and mentors read this."))
