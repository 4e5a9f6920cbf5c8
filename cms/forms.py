"""What editors fill in beside pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.festival_days import keep_day, where_it_was
from cms.models import FestivalPage, Occurrence
from cms.routing import SOURCE
from common.clock import now

WHY = _("Say it in both languages: why it was moved or called off, and what visitors should do.")


def festival_names() -> list[tuple[str, str]]:
    """(key, title) of every festival that has a Chinese page, published or not, by title."""
    pages = FestivalPage.objects.filter(locale__language_code=SOURCE).order_by("title")
    return [(str(key), title) for key, title in pages.values_list("translation_key", "title")]


class OccurrenceForm(WagtailAdminModelForm):
    """A festival and its day. Saving confirms it; the same day twice is explained."""

    festival_key = forms.TypedChoiceField(choices=festival_names, label=_("Festival"))
    is_cancelled = forms.BooleanField(
        required=False, label=_("Called off"), help_text=_("It stays in the calendar, struck out.")
    )

    class Meta:
        model = Occurrence
        fields = ["festival_key", "starts_on", "ends_on", "words_zh_hans", "words_en"]
        labels = {"starts_on": _("First day"), "ends_on": _("Last day of the festival")}
        help_texts = {
            "starts_on": _("Saving confirms the day. Calendars that follow are told of a change by themselves."),
            "ends_on": _("Empty when it lasts one day."),
        }
        widgets = {
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "ends_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_cancelled"].initial = self.instance.is_cancelled
        if self.instance.doubt:
            self.fields["starts_on"].help_text = self.instance.get_doubt_display()
        if self.instance.pk:
            self.fields["festival_key"].disabled = True

    def clean(self) -> dict:
        said = super().clean() or {}
        festival, day, last = said.get("festival_key"), said.get("starts_on"), said.get("ends_on")
        if festival and day:
            same = Occurrence.objects.filter(festival_key=festival, starts_on=day)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("starts_on", _("This festival has this day already."))
            if last and last < day:
                self.add_error("ends_on", _("The last day cannot be before the first."))
            self.ask_why(said)
        return said

    def ask_why(self, said: dict) -> None:
        before = Occurrence.objects.filter(pk=self.instance.pk).first() or Occurrence()
        day = said.get("starts_on")
        if said["is_cancelled"] or (day and where_it_was(before, day)):
            for name in ("words_zh_hans", "words_en"):
                if not said.get(name):
                    self.add_error(name, WHY)

    def save(self, commit: bool = True) -> Occurrence:
        """By the operation, whatever `commit`: Wagtail's views save with it."""
        return keep_day(by=self.for_user, day=self.instance.pk, at=now(), **self.cleaned_data)
