"""Asking on a lesson, answering, saying an answer in both languages; a mentor's own sentences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import LineField, TextField
from courses.mentoring.models import Answer

PICTURES = "image/jpeg,image/png,image/webp,image/heic,image/heif"
LANGUAGES = (("zh_hans", _("In Chinese")), ("en", _("In English")))


class AskForm(forms.Form):
    words = TextField(
        most=600, rows=3, ask=_("Write what you would like to know."), label=_("Your question"),
        help_text=_("What did you do, and what happened?"),
    )  # fmt: skip
    photo = forms.FileField(
        required=False, label=_("A photo, if it helps"), widget=forms.FileInput(attrs={"accept": PICTURES, "class": "file"})
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="", auto_id="ask_%s")


class AnswerForm(forms.Form):
    """A mentor's answer to one question, for one or for all."""

    words = TextField(most=1200, rows=5, ask=_("Write your answer."), label=_("Your answer"))
    is_shared = forms.BooleanField(
        required=False,
        label=_("Useful for all"),
        help_text=_("Everyone who reads this lesson sees question and answer; never the trainee’s name or photo."),
    )
    asked = TextField(
        most=600, rows=2, ask="", required=False, label=_("The question, as others read it"),
        help_text=_("Leave out names, villages and telephone numbers."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_shared") and not given.get("asked") and "asked" not in self.errors:
            self.add_error("asked", _("Write the question as others may read it."))
        return given


class ReviseForm(forms.Form):
    """A shared answer in both languages; one of them must be whole."""

    is_shared = forms.BooleanField(required=False, label=_("Shown to everyone under the lesson"))

    def __init__(self, data: Any = None, *, answer: Answer) -> None:
        initial = {name: getattr(answer, name) for name in self.names()} | {"is_shared": answer.is_shared}
        super().__init__(data, initial=initial, label_suffix="")
        for code, _language in LANGUAGES:
            self.fields[f"asked_{code}"] = TextField(most=600, rows=2, ask="", required=False, label=_("The question"))
            self.fields[f"words_{code}"] = TextField(most=1200, rows=5, ask="", required=False, label=_("The answer"))

    @staticmethod
    def names() -> list[str]:
        return [f"{field}_{code}" for code, _language in LANGUAGES for field in ("asked", "words")]

    def pairs(self) -> list[tuple[str, Any, Any, Any]]:
        """For each language its code, its name, and its two fields."""
        return [(code, name, self[f"asked_{code}"], self[f"words_{code}"]) for code, name in LANGUAGES]

    def clean(self) -> dict[str, Any]:
        """A language is said in full or not at all."""
        given = super().clean() or {}
        for code, _language in LANGUAGES:
            for one, other in ((f"asked_{code}", f"words_{code}"), (f"words_{code}", f"asked_{code}")):
                if given.get(one) and not given.get(other) and other not in self.errors:
                    self.add_error(other, _("Write this in the same language too, or leave both empty."))
        if not self.errors and not any(given.get(name) for name in self.names()):
            self.add_error("words_zh_hans", _("Write your answer."))
        return given

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names()}


class ReplyForm(forms.Form):
    words = LineField(most=300, ask=_("Write the sentence."), label=_("A sentence you say often"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, prefix: str = "new") -> None:
        super().__init__(data, initial=initial, label_suffix="", auto_id=f"{prefix}_%s")
