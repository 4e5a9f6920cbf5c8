"""The fields of a credit beside Wagtail's own, when a picture or a recording is put into the library or changed there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.captions import clean_captions
from cms.operations import keep_beside
from cms.pages.credits import Licence, PictureCredit, Recording
from common.clock import now

VTT = _("WebVTT: a first line WEBVTT, then times and words.")


class CreditFields(forms.Form):
    """Filled from the row beside, and kept there; which row, the subclass says."""

    row: type[PictureCredit] | type[Recording] = PictureCredit
    beside: str = "picture"  # the field of `row` that points at what is credited
    named: tuple[str, ...] = ("credit", "licence")

    credit = forms.CharField(
        label=_("Who made it"),
        max_length=120,
        required=False,
        help_text=_("Readers see it. Needed before a page with it is published."),
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=[("", "–"), *Licence.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.by = kwargs.get("user")
        super().__init__(*args, **kwargs)
        known = self.row.objects.filter(**{self.beside: self.instance}).first() if self.instance.pk else None  # type: ignore[attr-defined]
        for name in self.named:
            self.fields[name].initial = getattr(known, name, "")

    def save(self, commit: bool = True) -> Any:
        """Without `commit` the row has no number yet, and the credit waits for the next time it is changed."""
        made = super().save(commit=commit)  # type: ignore[misc]
        said = {name: self.cleaned_data[name] for name in self.named if name in self.cleaned_data}
        if commit:
            keep_beside(kind=self.row, beside=self.beside, of=made, said=said, by=self.by, at=now())
        return made


class RecordingFields(CreditFields):
    row, beside = Recording, "media"
    named = ("credit", "licence", "tongue", "captions_zh", "captions_en", "words_zh", "words_en")

    tongue = forms.ChoiceField(
        label=_("Language spoken or sung"), choices=[("", "–"), *Recording.Tongue.choices], required=False
    )
    captions_zh = forms.CharField(
        label=_("Captions in Chinese"), widget=forms.Textarea(attrs={"rows": 5}), required=False, help_text=VTT
    )
    captions_en = forms.CharField(
        label=_("Captions in English"), widget=forms.Textarea(attrs={"rows": 5}), required=False, help_text=VTT
    )
    words_zh = forms.CharField(label=_("Its words in Chinese"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    words_en = forms.CharField(label=_("Its words in English"), widget=forms.Textarea(attrs={"rows": 5}), required=False)

    def clean_captions_zh(self) -> str:
        return clean_captions(self.cleaned_data["captions_zh"])

    def clean_captions_en(self) -> str:
        return clean_captions(self.cleaned_data["captions_en"])
