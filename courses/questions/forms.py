"""The form of a question in the CMS, both languages side by side, and the form that takes in a GIFT file."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.blocks import drawings
from common.sanitise import one_line
from courses.questions.drafts import ChoiceDraft, Draft, faults
from courses.questions.gift import MOST_BYTES
from courses.questions.models import Choice, Kind, Question, Test
from courses.questions.places import lesson_choices, place_taken, stage_choices, test_choices

LANGUAGES = ("zh_hans", "en")


def by_language(cleaned: dict[str, Any], *names: str) -> dict[str, dict[str, str]]:
    return {name: {code: cleaned.get(f"{name}_{code}") or "" for code in LANGUAGES} for name in names}


class QuestionForm(WagtailAdminModelForm):
    """Says in words what must be mended. `only_spelling` keeps the version of a question that was answered."""

    lesson_key = forms.TypedChoiceField(label=_("Lesson"), coerce=UUID, empty_value=None, required=False)
    drawing = forms.ChoiceField(label=_("Drawing"), required=False)
    only_spelling = forms.BooleanField(
        label=_("Only spelling"), required=False,
        help_text=_("Tick it when the words mean the same as before: answers so far then stay with this question."),
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["lesson_key"].choices = lesson_choices
        self.fields["drawing"].choices = lambda: [("", "–"), *drawings()]
        self.fields["tolerance"].help_text = _("0 when only the exact number is right.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and name != "kind":
                cleaned[name] = one_line(value)
        if cleaned.get("kind") != Kind.NUMBER:
            cleaned["number"] = cleaned["tolerance"] = None
        if cleaned.get("lesson_key") and cleaned.get("test"):
            self.add_error("test", _("Choose a lesson or a test, not both."))
        elif taken := place_taken(self.instance.pk, cleaned.get("lesson_key"), cleaned.get("position") or 1):
            self.add_error("position", taken)
        if not self.errors:
            for fault in faults(self.draft(cleaned)):
                self.add_error(None, fault)
        return cleaned

    def draft(self, cleaned: dict[str, Any]) -> Draft:
        """What is being written, with its choices in the order they stand on the page."""
        formset = self.formsets["choices"]
        kept = [one for one in formset.forms if one.is_valid() and one.cleaned_data and not one.cleaned_data.get("DELETE")]
        kept.sort(key=lambda one: one.cleaned_data.get("ORDER") or 0)
        choices = () if cleaned.get("kind") == Kind.NUMBER else kept
        return Draft(
            cleaned.get("kind", ""), by_language(cleaned, "text", "hint", "explanation", "unit"),
            cleaned.get("number"), cleaned.get("tolerance"),
            tuple(ChoiceDraft(by_language(one.cleaned_data, "text", "partner", "why"), bool(one.cleaned_data.get("is_right")))
                  for one in choices),
        )  # fmt: skip

    def written(self) -> tuple[Question, list[Choice]]:
        """The checked question and its choices as plain rows, not yet saved."""
        clustered = self.save(commit=False)
        choices = [] if clustered.kind == Kind.NUMBER else list(clustered.choices.all())
        return plain(clustered), [plain(one) for one in choices]


def plain(row: Any) -> Any:
    """A row like this one that carries no unsaved children with it."""
    return type(row).from_db(
        None, [field.attname for field in row._meta.concrete_fields],
        [row.__dict__.get(field.attname) for field in row._meta.concrete_fields],
    )  # fmt: skip


class TestForm(WagtailAdminModelForm):
    """The stage is chosen by its title."""

    module_key = forms.TypedChoiceField(label=_("Stage"), coerce=UUID)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["module_key"].choices = stage_choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not 1 <= (cleaned.get("pass_mark") or 1) <= 100:
            self.add_error("pass_mark", _("Give the pass mark in percent, 1 to 100."))
        if cleaned.get("attempts") == 0:
            self.add_error("attempts", _("Allow at least one attempt."))
        if cleaned.get("draw") == 0:
            self.add_error("draw", _("Draw at least one question, or leave it empty for all."))
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The test must close after it opens."))
        return cleaned


class GiftForm(forms.Form):
    """A file or pasted text, the language it is in, and where its questions go."""

    file = forms.FileField(label=_("A GIFT file from Moodle"), required=False)
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("The questions are in"), choices=[("zh_hans", "中文"), ("en", "English")])
    lesson = forms.TypedChoiceField(label=_("For a lesson"), coerce=UUID, empty_value=None, required=False)
    test = forms.ChoiceField(label=_("Or for a test"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["lesson"].choices = lesson_choices  # type: ignore[attr-defined]
        self.fields["test"].choices = test_choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("lesson") and cleaned.get("test"):
            self.add_error("test", _("Choose a lesson or a test, not both."))
        if file := cleaned.get("file"):
            cleaned["text"] = self.read(file)
        elif not (cleaned.get("text") or "").strip():
            self.add_error("file", _("Choose a file, or paste its text."))
        if len((cleaned.get("text") or "").encode()) > MOST_BYTES:
            self.add_error("file", _("This is over 1 MB of text. Cut it into smaller files."))
        cleaned["test"] = Test.objects.filter(pk=cleaned["test"]).first() if cleaned.get("test") else None
        return cleaned

    def read(self, file: Any) -> str:
        """The file's text: UTF-8, or what Chinese Windows writes."""
        if file.size > MOST_BYTES:
            self.add_error("file", _("This is over 1 MB of text. Cut it into smaller files."))
            return ""
        raw: bytes = file.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
        self.add_error("file", _("This is no text file. Save it as a text (.txt) file and choose it again."))
        return ""
