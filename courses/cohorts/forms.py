"""The application's questions, one form a page, and a manager's decision."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.models import Township
from common.sanitise import one_line, plain_text
from courses.cohorts.choices import GOODS, UNSURE
from courses.cohorts.models import Application


class WordsField(forms.CharField):
    """Text of several lines. A line break is one character, as the browser that counted them thinks."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def line(label: Any, error: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, error_messages={"required": error}, **options)


class CleansLines(forms.Form):
    """Folds every text people wrote to what can be printed; what is empty after that was not answered."""

    lines: tuple[str, ...] = ()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own, unknown to its stubs
        for name in self.lines:
            if name in self.cleaned_data:
                self.cleaned_data[name] = one_line(self.cleaned_data[name])
                if self.fields[name].required and not self.cleaned_data[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])


class NameForm(CleansLines):
    lines = ("full_name",)
    full_name = line(
        _("Your name"),
        _("Enter your name, as it should stand on your certificate."),
        max_length=40,
        help_text=_("As it should stand on your certificate. Chinese characters if you have them."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PlaceForm(CleansLines):
    lines = ("village",)
    township = forms.ChoiceField(label=_("Township"), error_messages={"required": _("Choose your township.")})
    village = line(
        _("Village"),
        _("Enter your village, like 高滩村."),
        max_length=60,
        required=False,
        help_text=_("You may leave it empty. It helps us find study neighbours for you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["township"].choices = [("", _("Choose one")), *townships()]  # type: ignore[attr-defined]


def townships() -> list[tuple[str, str]]:
    """Township slugs with their names, in both languages where the reader's is not Chinese. One query."""
    rows = Township.objects.values_list("slug", "name_zh_hans", "name_en").order_by("name_en")
    chinese = get_language() != "en"
    return [(slug, zh if chinese or not en else f"{en} {zh}") for slug, zh, en in rows]


class SellsForm(CleansLines):
    lines = ("offers",)
    sells = forms.MultipleChoiceField(
        label=_("What would you like to sell?"),
        choices=[(goods.slug, goods.words) for goods in GOODS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one; “I am not sure yet” is a good answer too.")},
    )
    offers = line(_("In your own words"), "", max_length=200, required=False)

    def clean_sells(self) -> list[str]:
        chosen = self.cleaned_data["sells"]
        return [slug for slug in chosen if slug != UNSURE] or chosen


class TimeForm(forms.Form):
    signal = forms.ChoiceField(
        label=_("Where do you have a signal?"),
        choices=Application.Signal.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you have a signal.")},
    )
    hours = forms.ChoiceField(
        label=_("When do you have time?"),
        choices=Application.Hours.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when you have time to study.")},
    )


class HopesForm(forms.Form):
    hopes = WordsField(
        label=_("Your hopes"),
        max_length=600,
        error_messages={"required": _("Write one sentence: what should be different when you have finished?")},
        help_text=_("One or two sentences are enough. Your mentor reads them before your first lesson."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_hopes(self) -> str:
        if hopes := plain_text(self.cleaned_data["hopes"]):
            return hopes
        raise ValidationError(self.fields["hopes"].error_messages["required"])


@dataclass(frozen=True)
class Step:
    slug: str
    question: Any
    form: type[forms.Form]
    hint: Any = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.form.base_fields)  # type: ignore[attr-defined]


STEPS = (
    Step("name", _("What is your name?"), NameForm),
    Step("place", _("Where do you live?"), PlaceForm),
    Step(
        "sells",
        _("What would you like to sell?"),
        SellsForm,
        _("Choose all you already grow, make or can offer. Not sure is a good answer too."),
    ),
    Step("time", _("When and where can you study?"), TimeForm, _("Lessons are short, and wait for you in harvest weeks.")),
    Step("hopes", _("What do you hope for?"), HopesForm),
)


class DecisionForm(forms.Form):
    """A manager's answer; the words go to the applicant."""

    words = WordsField(
        label=_("Words to the applicant"),
        max_length=600,
        required=False,
        help_text=_("They are sent with your decision. To decline, say why."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
