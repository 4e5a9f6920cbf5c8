"""An inspection: what was looked at, and the decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.sanitise import plain_text

POINTS = (
    ("name", _("Sign and name: not another’s, not “Capital of Yao Select” alone")),
    ("photos", _("Pictures: their own goods, or drawings marked as such")),
    ("words", _("Words: no cures, no “best”, no “organic” without proof")),
    ("labels", _("Labels: weight, batch, best before; permit numbers where food needs one")),
    ("prices", _("Prices: within the county’s band, the group price lower and above cost")),
    ("delivery", _("Delivery: posting days and fees they can keep")),
    ("promise", _("Promise: what the law asks, and no less")),
)


class OpenForm(forms.Form):
    """To open a shop, every point was looked at."""

    points = forms.MultipleChoiceField(
        label=_("I have looked at each of these"), choices=POINTS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick every point you have looked at; all are needed to open a shop.")},
    )  # fmt: skip

    def clean_points(self) -> list[str]:
        points = self.cleaned_data["points"]
        if len(points) < len(POINTS):
            raise forms.ValidationError(_("Tick every point you have looked at; all are needed to open a shop."))
        return points


class ReturnForm(forms.Form):
    """To return a shop, say what to change."""

    reasons = forms.CharField(
        label=_("What should they change?"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read exactly these words. One thing to do in each line."),
        error_messages={"required": _("Write what they should change: they read exactly these words.")},
    )  # fmt: skip

    def clean_reasons(self) -> str:
        words = plain_text(self.cleaned_data["reasons"])
        if not words:
            raise forms.ValidationError(self.fields["reasons"].error_messages["required"])
        return words
