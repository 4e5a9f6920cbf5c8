"""The editors' forms of assignments and rubrics: each text in both languages, two to four levels, faults said in words."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.assessment.rubrics import FEWEST, MOST, set_levels, was_given

LANGUAGES = ("zh_hans", "en")
ASK = _("Write it in Chinese and in English.")


def level_field(label: Any) -> forms.CharField:
    return forms.CharField(max_length=40, required=False, label=label)


class BothForm(WagtailAdminModelForm):
    """Each of `pairs` is wanted in both languages."""

    pairs: tuple[str, ...] = ()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in (f"{pair}_{language}" for pair in self.pairs for language in LANGUAGES):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = ASK


class AssignmentForm(BothForm):
    pairs = ("title", "brief", "good")


class CriterionForm(BothForm):
    """A criterion with the words of its levels, the least first; an empty line at the end is no level."""

    pairs = ("name", "good")
    level_1_zh_hans, level_1_en = level_field(_("Level 1 in Chinese")), level_field(_("Level 1 in English"))
    level_2_zh_hans, level_2_en = level_field(_("Level 2 in Chinese")), level_field(_("Level 2 in English"))
    level_3_zh_hans, level_3_en = level_field(_("Level 3 in Chinese")), level_field(_("Level 3 in English"))
    level_4_zh_hans, level_4_en = level_field(_("Level 4 in Chinese")), level_field(_("Level 4 in English"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.there = list(self.instance.levels.all()) if self.instance.pk else []
        self.fields["assignment"].disabled = bool(self.instance.pk)
        for place, level in enumerate(self.there, start=1):
            for language in LANGUAGES:
                self.initial[f"level_{place}_{language}"] = getattr(level, f"words_{language}")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        rows = [tuple(given.get(name) or "" for name in names(place)) for place in range(1, MOST + 1)]
        for place, row in enumerate(rows, start=1):
            if any(row) and not all(row):
                self.add_error(names(place)[row.index("")], ASK)
        filled = [row for row in rows if all(row)]
        if len(filled) < FEWEST:
            self.add_error(names(FEWEST)[0], _("Write two to four levels, from the least to good."))
        elif rows[: len(filled)] != filled:
            self.add_error(names(len(filled))[0], _("Leave no empty level between two."))
        for level in self.there[len(filled) :]:
            if was_given(level):
                words = gettext("“%(words)s” was given to a trainee already: change its words, but keep it.")
                self.add_error(names(level.position)[0], words % {"words": level.words})
        self.levels = filled
        return given

    def save(self, commit: bool = True) -> Any:
        if not self.instance.pk:
            last = self.instance.assignment.criteria.aggregate(last=Max("position"))["last"] or 0
            self.instance.position = last + 1
        criterion = super().save(commit=commit)
        set_levels(criterion, self.levels)
        return criterion


def names(place: int) -> tuple[str, str]:
    """The two fields of the level at `place`."""
    return f"level_{place}_zh_hans", f"level_{place}_en"
