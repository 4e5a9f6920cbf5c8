"""What editors fill in beside pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import FestivalPage, Occurrence
from cms.routing import SOURCE


def festival_names() -> list[tuple[str, str]]:
    """(key, title) of every festival that has a Chinese page, published or not, by title."""
    pages = FestivalPage.objects.filter(locale__language_code=SOURCE).order_by("title")
    return [(str(key), title) for key, title in pages.values_list("translation_key", "title")]


class OccurrenceForm(forms.ModelForm):
    """A festival and a day. The same day twice is explained."""

    festival_key = forms.TypedChoiceField(choices=festival_names, label=_("Festival"))

    class Meta:
        model = Occurrence
        fields = ["festival_key", "starts_on"]
        labels = {"starts_on": _("First day")}
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"})}

    def clean(self) -> dict:
        said = super().clean() or {}
        festival, day = said.get("festival_key"), said.get("starts_on")
        if festival and day:
            same = Occurrence.objects.filter(festival_key=festival, starts_on=day)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("starts_on", _("This festival has this day already."))
        return said
