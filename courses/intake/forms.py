"""Choosing the cohort and the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clock import now, shanghai_day
from courses.cohorts.models import Cohort


class ListForm(forms.Form):
    cohort: Any = forms.ModelChoiceField(
        queryset=None, label=_("For which cohort"), empty_label=_("Choose one"),
        error_messages={"required": _("Choose the cohort."), "invalid_choice": _("Choose the cohort.")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("The list"),
        help_text=_("Excel (.xlsx) or CSV, at most 1000 people and 2 MB. The file is read and not kept."),
        error_messages={"required": _("Choose the file."), "empty": _("This file is empty. Choose another.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Cohort.objects.filter(ends_on__gte=shanghai_day(now())).order_by("starts_on", "pk")
        self.fields["cohort"].queryset = rows  # type: ignore[attr-defined]
