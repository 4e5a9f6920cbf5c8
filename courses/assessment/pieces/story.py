"""Piece 2: the story, in its teller's own language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.languages import written_in
from courses.assessment.fields import TextField
from courses.assessment.pieces.base import Fact, PieceForm, fact

SHORTEST = 20


class StoryForm(PieceForm):
    heading = _("Your story")
    public = ("story",)
    rows = (("story",),)

    story = TextField(
        most=1200, rows=9, label=_("Your story"), ask=_("Write your story: who you are, where it grows, how you make it."),
        help_text=_("In your own words. Four to eight sentences are enough; only what you can show."),
    )  # fmt: skip

    def clean_story(self) -> str:
        story = self.cleaned_data["story"]
        if len(story) < SHORTEST:
            raise forms.ValidationError(_("Write a little more: who you are, where it grows, how you make it."))
        return story

    def content(self) -> dict[str, Any]:
        story = self.cleaned_data.get("story", "")
        return {"story": story, "language": written_in(story)} if story else {}

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [fact(content, "story", _("Your story"))]
