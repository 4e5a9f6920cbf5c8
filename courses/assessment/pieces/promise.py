"""Piece 8: what the seller promises, each with a figure; ready sentences to tick and room for one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.languages import written_in
from common.sanitise import one_line
from courses.assessment.fields import TextField
from courses.assessment.pieces.base import Fact, PieceForm, fact

READY = (
    ("answer", _("I answer within the hour by day, and night questions by 9 in the morning.")),
    ("post", _("I post within 48 hours of your order.")),
    ("bad", _("If it arrives bad, send a photo within 48 hours and I pay the bad part back.")),
    ("return", _("Unopened goods may come back within 7 days, no reason asked.")),
    ("late", _("If it will be late, I tell you before you ask.")),
)
FEWEST, MOST, LONGEST = 2, 8, 120


class PromiseForm(PieceForm):
    heading = _("Your promise")
    public = ("own",)
    rows = (("ready",), ("own",))

    ready = forms.MultipleChoiceField(
        choices=READY, required=False, widget=forms.CheckboxSelectMultiple, label=_("Promises you can keep"),
        help_text=_("Tick only what you can do every day."), error_messages={"invalid_choice": _("Tick only from this list.")},
    )  # fmt: skip
    own = TextField(
        most=600, rows=4, required=False, ask="", label=_("Your own promises"),
        help_text=_("One a line, each with a figure: hours, days, how much."),
    )  # fmt: skip

    @classmethod
    def as_typed(cls, content: dict[str, Any]) -> dict[str, Any]:
        promises = content.get("promises", [])
        ready = {str(words): key for key, words in READY}
        own = [promise for promise in promises if promise not in ready]
        return {"ready": [ready[promise] for promise in promises if promise in ready], "own": "\n".join(own)}

    def clean_own(self) -> str:
        if any(len(line) > LONGEST for line in self.cleaned_data["own"].splitlines()):
            raise forms.ValidationError(_("Write each promise on a line of its own, at most 120 characters long."))
        return self.cleaned_data["own"]

    def clean(self) -> dict[str, Any]:
        if not {"ready", "own"} & set(self.errors) and not FEWEST <= len(self.promises()) <= MOST:
            self.add_error("ready", _("Make two to eight promises: tick some, or write your own."))
        elif sum(map(len, self.promises())) > 560:
            self.add_error("own", _("Shorten your promises: all together at most 560 characters."))
        return self.cleaned_data

    def promises(self) -> list[str]:
        ticked = self.cleaned_data.get("ready", [])
        own = [one_line(line) for line in self.cleaned_data.get("own", "").splitlines() if line.strip()]
        return [str(words) for key, words in READY if key in ticked] + own

    def content(self) -> dict[str, Any]:
        promises = self.promises()
        return {"promises": promises, "language": written_in("".join(promises))} if promises else {}

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [fact(content, "promises", _("Your promise"), "\n".join)]
