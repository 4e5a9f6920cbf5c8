"""What the forms of a shop share, its goods and the signature. The owner writes one language; the other is optional."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import shop_names
from common.sanitise import one_line, plain_text

ONE_PRICE = _("Enter one price, like 38 or 38.50.")
STOCK = _("Enter how many packs you have; 0 for none.")


class Words(forms.CharField):
    """Text from people: control characters go, white space is folded unless it may have lines."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        self.rows = rows
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(widget=kwargs.pop("widget", widget), strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return (plain_text if self.rows else one_line)(super().to_python(value) or "")


class EitherLanguage(forms.Form):
    """A form with fields in pairs (`name_zh_hans`, `name_en`): for each of `PAIRS`, one of the two must be said."""

    PAIRS: dict[str, Any] = {}
    PUBLIC: tuple[str, ...] = ()  # fields whose words buyers read: no boasts

    def warnings(self) -> list[str]:
        """What is allowed but unwise."""
        words = shop_names.boasts(*(self.cleaned_data.get(name) or "" for name in self.PUBLIC))
        said = gettext(
            "The advertising law does not allow words like “%(words)s” without proof. Say what can be measured instead."
        )
        return [said % {"words": gettext(", ").join(words)}] if words else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field, message in self.PAIRS.items():
            chinese, english = f"{field}_zh_hans", f"{field}_en"
            if not {chinese, english} & set(self.errors) and not (cleaned.get(chinese) or cleaned.get(english)):
                self.add_error(chinese, message)
        return cleaned


class SignatureForm(forms.Form):
    name = Words(
        label=_("Your full name, typed"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your full name: it is your signature.")},
    )  # fmt: skip
    agree = forms.BooleanField(
        label=_("I have read the terms and agree to them"),
        error_messages={"required": _("Tick the box to say that you agree.")},
    )


def values_of(record: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What the form's fields show at first: the record's own values."""
    return {name: getattr(record, name) or "" for name in form.base_fields if hasattr(record, name)}
