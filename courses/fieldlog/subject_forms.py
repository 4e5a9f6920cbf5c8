"""The office's forms for plots and herds: what was said when they were begun, put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from courses.fieldlog import forms as trainees
from courses.fieldlog.models import Herd, Plot
from courses.fieldlog.subjects import Ground


def organisation() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        queryset=Organisation.objects.all(), label=_("Organisation"), required=False,
        empty_label=_("None, or not known"), help_text=_("Whose land it is on. Own land is no organisation’s."),
    )  # fmt: skip


class OfficeForm(forms.ModelForm):
    """Abstract. Asks like the trainee's form; Wagtail gives `for_user`."""

    def __init__(self, *args: Any, for_user: Any = None, **given: Any) -> None:
        super().__init__(*args, **given)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("ground") == Ground.OWN and given.get("organisation"):
            self.add_error("organisation", _("Own land is no organisation’s. Choose where it is again, or no organisation."))
        return given


class PlotFacts(OfficeForm):
    name = trainees.PlotForm.base_fields["name"]
    crop = trainees.PlotForm.base_fields["crop"]
    variety = trainees.PlotForm.base_fields["variety"]
    area_m2 = trainees.PlotForm.base_fields["area_m2"]
    ground = trainees.ground()
    organisation = organisation()
    place = trainees.place()
    planted_on = trainees.PlotForm.base_fields["planted_on"]
    transplanted_on = trainees.PlotForm.base_fields["transplanted_on"]

    class Meta:
        model = Plot
        fields = ("name", "crop", "variety", "area_m2", "ground", "organisation", "place", "planted_on", "transplanted_on")


class HerdFacts(OfficeForm):
    name = trainees.HerdForm.base_fields["name"]
    animal = trainees.HerdForm.base_fields["animal"]
    breed = trainees.HerdForm.base_fields["breed"]
    count = trainees.HerdForm.base_fields["count"]
    ground = trainees.ground()
    organisation = organisation()
    place = trainees.place()
    since = trainees.HerdForm.base_fields["since"]

    class Meta:
        model = Herd
        fields = ("name", "animal", "breed", "count", "ground", "organisation", "place", "since")
