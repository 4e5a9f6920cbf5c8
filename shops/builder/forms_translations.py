"""Words of a shop in the other language: a field beside each original."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from common.languages import LANG
from shops.builder.forms import Words
from shops.builder.names import verdict
from shops.builder.pairs import Pair, mark_of
from shops.franchise.models import Shop

LANGUAGES = {"en": "English", "zh-hans": "中文"}


class TranslationsForm(forms.Form):
    """One field a pair, all of them optional: what is left empty is left for later."""

    def __init__(self, data: Any = None, *, pairs: Sequence[Pair], shop: Shop) -> None:
        super().__init__(data)
        self.pairs, self.shop = {pair.key: pair for pair in pairs}, shop
        for key, pair in self.pairs.items():
            label = _("%(what)s in %(language)s") % {"what": pair.label, "language": LANGUAGES[pair.wanted]}
            field = Words(label=label, rows=3 if pair.has_lines else 0, max_length=pair.most, required=False)
            field.initial = pair.said(pair.wanted)
            field.widget.attrs["lang"] = LANG[pair.wanted]
            self.fields[key] = field

    def clean(self) -> dict[str, Any]:
        """A shop's name is looked at as on the page where it is given."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("shop.name") and (refused := verdict(cleaned["shop.name"], self.shop).refused):
            self.add_error("shop.name", str(refused))
        return cleaned

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each pair with its field, and the mark of its original."""
        return [
            {
                "pair": pair, "field": self[key], "original": pair.said(pair.original), "lang": LANG[pair.original],
                "mark": mark_of(pair.said(pair.original)),
            }
            for key, pair in self.pairs.items()
        ]  # fmt: skip

    def said(self, only: str = "") -> dict[str, str]:
        """What was written well, or `only` that of one pair."""
        return {key: words for key, words in self.cleaned_data.items() if words and (not only or key == only)}
