"""An inspection: what was looked at, and the decision; stopping a shop; its address."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.sanitise import one_line, plain_text
from shops.franchise.models import Shop

ADDRESS = re.compile(r"(?=.{3,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
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
        if set(points) != {name for name, _words in POINTS}:
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


class StopForm(ReturnForm):
    """To suspend or close a shop, say why."""

    to = forms.ChoiceField(
        label=_("What happens to the shop"), widget=forms.RadioSelect,
        choices=[
            (Shop.State.SUSPENDED.value, _("Suspend it: it can open again")),
            (Shop.State.CLOSED.value, _("Close it for good")),
        ],
        error_messages={"required": _("Choose one: suspend it, or close it for good.")},
    )  # fmt: skip
    field_order = ["to", "reasons"]

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].label = _("Why?")
        self.fields["reasons"].help_text = _("The owner reads exactly these words.")
        self.fields["reasons"].error_messages["required"] = _("Write why: the owner reads exactly these words.")
        may = Shop.TRANSITIONS.get(Shop.State(state), frozenset())
        to = self.fields["to"]
        to.choices = [choice for choice in to.choices if choice[0] in may]  # type: ignore[attr-defined]


class AddressForm(forms.Form):
    """A shop's address: Latin letters, digits and hyphens."""

    slug = forms.CharField(
        label=_("New address"), max_length=60, help_text=_("Small Latin letters, digits and hyphens, like pan-jia-ku-cha."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the new address, like pan-jia-ku-cha.")},
    )  # fmt: skip

    def clean_slug(self) -> str:
        slug = one_line(self.cleaned_data["slug"]).strip("/").lower().replace(" ", "-")
        if not ADDRESS.fullmatch(slug):
            raise forms.ValidationError(_("Use only the letters a–z, digits and single hyphens, 3 characters at least."))
        return slug

    def say_taken(self) -> None:
        """Another shop has it, or one had it."""
        self.add_error("slug", _("This address is a shop’s, or once was. Choose another: addresses are never given twice."))
