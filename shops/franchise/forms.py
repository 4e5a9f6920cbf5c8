"""A shop's address."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from common.sanitise import one_line

ADDRESS = re.compile(r"(?=.{3,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


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
