"""The inspector's list, a measure, an objection and its answer, a right to sell."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.clock import now, shanghai_day
from common.fields import LineField, TextField
from common.sanitise import one_line
from shops.catalogue.models import Category
from shops.franchise.models import Shop
from shops.standards.checking import Result
from shops.standards.measures import NOTICE, closing_day
from shops.standards.models import BrandRule, GraveReason, Measure

KEPT, BROKEN = "kept", "broken"
MARKS = ((KEPT, _("All right")), (BROKEN, _("Not yet")))
MOST_PHOTOS = 4  # of one line


class ChecklistForm(forms.Form):
    """The list, a line for each rule: how it is kept, words, photographs. What is reckoned is marked beforehand."""

    reasons = forms.CharField(
        label=_("Anything else they should change?"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("They read exactly these words. One thing to do in each line."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, results: Iterable[Result], files: MultiValueDict[str, UploadedFile] | None = None):
        super().__init__(data, files)
        self.results = list(results)
        for result in self.results:
            self.add_line(result)

    def add_line(self, result: Result) -> None:
        mark = None if result.is_kept is None else KEPT if result.is_kept else BROKEN
        key = result.rule.pk
        self.fields[f"mark-{key}"] = forms.ChoiceField(
            label=result.rule.title,
            choices=MARKS,
            required=False,
            initial=mark,
            widget=forms.RadioSelect,
            help_text=result.rule.advice,
        )
        self.fields[f"words-{key}"] = LineField(
            label=_("What should they change?"), most=300, ask="", required=False, initial="; ".join(result.faults)[:300]
        )

    def lines(self) -> Iterable[tuple[Result, Any, Any]]:
        """(result, its mark, its words) for the page."""
        return [(one, self[f"mark-{one.rule.pk}"], self[f"words-{one.rule.pk}"]) for one in self.results]

    def files_of(self, rule: BrandRule) -> list[UploadedFile]:
        return list(self.files.getlist(f"photos-{rule.pk}"))[:MOST_PHOTOS] if self.files else []

    def ask_for_all(self) -> None:
        """To open a shop every line is looked at and all right; each that is not says so."""
        for result in self.results:
            name = f"mark-{result.rule.pk}"
            if self.cleaned_data.get(name) != KEPT:
                self.add_error(name, _("To open the shop, this must be looked at and all right."))

    def ask_for_words(self) -> None:
        """To return a shop, whatever is not right has words, and something is not right."""
        broken = [one.rule for one in self.results if self.cleaned_data.get(f"mark-{one.rule.pk}") == BROKEN]
        for rule in broken:
            if not self.cleaned_data.get(f"words-{rule.pk}"):
                self.add_error(f"words-{rule.pk}", _("Write what they should change: they read exactly these words."))
        if not broken and not self.cleaned_data.get("reasons", "").strip():
            self.add_error("reasons", _("Mark a line “Not yet”, or write what they should change."))


class MeasureForm(forms.Form):
    """To warn, suspend or close a shop: why, what its owner does now, and from when."""

    to = forms.ChoiceField(
        label=_("What happens to the shop"), widget=forms.RadioSelect,
        choices=[
            (Measure.Kind.WARNING.value, _("Warn: it stays open")),
            (Measure.Kind.SUSPENDED.value, _("Suspend it: it can open again")),
            (Measure.Kind.CLOSED.value, _("Close it for good")),
        ],
        error_messages={"required": _("Choose one: warn, suspend, or close for good.")},
    )  # fmt: skip
    reasons = TextField(
        label=_("Why?"), most=600, rows=3, ask=_("Write why: the owner reads exactly these words."),
        help_text=_("The owner reads exactly these words."),
    )  # fmt: skip
    to_do = TextField(
        label=_("What should they do now?"),
        most=600,
        rows=3,
        ask="",
        required=False,
        help_text=_("One thing to do in each line."),
    )
    effective_on = forms.DateField(
        label=_("From which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Of a warning: by when it is mended. Left empty, at once; a closing after its notice."),
        error_messages={"invalid": _("Write the day like 2027-01-31.")},
    )  # fmt: skip

    grave: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Close it at once? Only for a grave reason"), queryset=GraveReason.objects.all(), required=False,
        empty_label=_("No: with notice"),
    )  # fmt: skip

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {"n": NOTICE, "day": date_format(closing_day(shanghai_day(now())))}
        self.fields["grave"].help_text = _("Without one, a closing has %(n)s days’ notice: %(day)s at the earliest.") % said
        may = {*Shop.TRANSITIONS.get(Shop.State(state), frozenset()), *({"warning"} if state == Shop.State.OPEN else ())}
        to = self.fields["to"]
        to.choices = [choice for choice in to.choices if choice[0] in may]  # type: ignore[attr-defined]

    def say_short(self, earliest: date) -> None:
        words = _("A closing has %(n)s days’ notice. Choose %(day)s or later, or a grave reason.")
        self.add_error("effective_on", words % {"n": NOTICE, "day": date_format(earliest)})

    def say_past(self) -> None:
        self.add_error("effective_on", _("Choose today or a later day."))


class ReopenForm(forms.Form):
    """To open a suspended shop again, say why."""

    reasons = TextField(
        label=_("Why may it open again?"), most=600, rows=2, ask=_("Write why: the owner reads exactly these words."),
        help_text=_("The owner reads exactly these words."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The franchise's answer to the objection to one measure; other measures stand on the same page."""

    words = TextField(
        label=_("Your answer"), most=1000, rows=3, ask=_("Write your answer: the owner reads exactly these words.")
    )

    def __init__(self, data: Any = None, *, measure_id: int | None = None) -> None:
        super().__init__(data, auto_id=f"answer-{measure_id}-%s")
        self.measure_id = measure_id


class ObjectionForm(forms.Form):
    """An owner's answer to a measure."""

    words = TextField(
        label=_("Why do you object?"), most=1000, rows=4, ask=_("Write why you object, in your own words."),
        help_text=_("Say what happened and what you have done. It is kept, and a franchise manager answers it."),
    )  # fmt: skip


class RightForm(forms.Form):
    """Granting or taking back the right to sell a category."""

    category: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), error_messages={"required": _("Choose a category.")}
    )
    grants = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("They may sell it")), ("no", _("They may not sell it"))],
        widget=forms.RadioSelect, error_messages={"required": _("Choose one.")},
    )  # fmt: skip
    reason = LineField(label=_("Reason"), most=300, ask=_("Write the reason: the owner reads exactly these words."))
    licence = LineField(label=_("Licence number, if you have checked one"), most=60, ask="", required=False)

    def clean_licence(self) -> str:
        return one_line(self.cleaned_data["licence"])
