"""The three questions as a trainee answers them, and as a manager words them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import LineField
from common.sanitise import one_line
from courses.surveys.models import FACES, Questions

WORDS = (_("Very bad"), _("Bad"), _("So-so"), _("Good"), _("Very good"))
FACE_WORDS = dict(zip(FACES, WORDS, strict=True))
LANGUAGES = ("zh_hans", "en")
LEAST, MOST, LONGEST = 2, 6, 40  # choices, and characters of one


def number(value: str) -> int | None:
    return int(value) if value else None


class AnswerForm(forms.Form):
    use_required_attribute = False
    face = forms.TypedChoiceField(
        choices=list(FACE_WORDS.items()), widget=forms.RadioSelect, required=False, coerce=number, empty_value=None
    )
    option = forms.TypedChoiceField(widget=forms.RadioSelect, required=False, coerce=number, empty_value=None)
    words = LineField(most=200, ask="", required=False)
    shows_name = forms.BooleanField(required=False, label=_("My mentor may see who I am"))

    def __init__(self, data: Any = None, *, questions: Questions, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)
        fields: Any = self.fields
        fields["option"].choices = list(enumerate(questions.options, 1))
        for name, words in (("face", questions.face), ("option", questions.choice), ("words", questions.sentence)):
            fields[name].label = words
            fields[name].error_messages["invalid_choice"] = _("Choose one of these, or none.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not any(given.get(name) for name in ("face", "option", "words")):
            raise forms.ValidationError(_("Answer one of the three, or simply go back: nothing is asked of you."))
        return given


class QuestionsForm(forms.ModelForm):
    """Both languages of the three questions; the choices one a line, as many in both."""

    class Meta:
        model = Questions
        fields = tuple(f"{name}_{code}" for name in ("face", "choice", "choices", "sentence") for code in LANGUAGES)

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {"zh_hans": _("in Chinese"), "en": _("in English")}
        for name, field in self.fields.items():
            kind, _sign, code = name.partition("_")
            field.required = True
            words: Any = Questions._meta.get_field(kind)
            field.label = f"{words.verbose_name} {said[code]}"
            field.error_messages["required"] = _("Write it in both languages.")
            if kind == "choices":
                field.help_text = _("One a line, two to six, in the same order in both languages.")
                field.widget = forms.Textarea(attrs={"rows": MOST})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, value in given.items():
            lines = [one_line(line) for line in (value or "").splitlines()] if name.startswith("choices") else None
            given[name] = one_line(value or "") if lines is None else "\n".join(filter(None, lines))
        chinese, english = (given.get(f"choices_{code}", "").splitlines() for code in LANGUAGES)
        if chinese and english:
            self.refuse_choices(chinese, english)
        return given

    def refuse_choices(self, chinese: list[str], english: list[str]) -> None:
        if not LEAST <= len(chinese) <= MOST:
            self.add_error("choices_zh_hans", _("Write two to six choices, one a line."))
        elif len(english) != len(chinese):
            self.add_error("choices_en", _("Write as many choices as in Chinese, in the same order."))
        for name, lines in (("choices_zh_hans", chinese), ("choices_en", english)):
            if any(len(line) > LONGEST for line in lines):
                self.add_error(name, _("Write at most 40 characters for each choice."))
