"""How it is made, and notices: the parts of the front that have forms of their own."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.builder.forms import EitherLanguage, Words
from uploads.models import Photo

MOST_STEPS, MOST_NOTICES = 6, 6
LONGEST_NOTICE = 200
IDEAS = (  # key, what the button says, the words in both languages
    (
        "spring", _("Spring Festival"),
        "春节放假，停发货；初八起照常发货。",
        "Closed for Spring Festival. Parcels go out again from the eighth day of the New Year.",
    ),
    ("harvest", _("Harvest days"), "这几天抢收，发货会晚一天，请您多等等。", "Harvest days: parcels may be a day late."),
    ("rain", _("Road closed by rain"), "雨大路断，路一通就发货。", "Rain closed the road. Parcels go once it is open."),
)  # fmt: skip


class MakingForm(forms.Form):
    """Up to six steps of how it is made, each with a photograph if there is one. `photos` are those that may be shown."""

    def __init__(self, *args: Any, photos: dict[int, Photo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos = photos
        for n in range(1, MOST_STEPS + 1):
            self.fields[f"zh_{n}"] = Words(label=_("What you do"), rows=2, max_length=120, required=False)
            self.fields[f"en_{n}"] = Words(label=_("In English (if you like)"), max_length=160, required=False)
            self.fields[f"photo_{n}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def rows(self) -> list[dict[str, Any]]:
        """The page's rows: number, fields, and the photograph that is there."""
        ids = {n: self[f"photo_{n}"].value() for n in range(1, MOST_STEPS + 1)}
        there = {n: self.photos.get(int(pk)) if str(pk or "").isdecimal() else None for n, pk in ids.items()}
        return [{"n": n, "zh": self[f"zh_{n}"], "en": self[f"en_{n}"], "photo": there[n]} for n in ids]

    def making_steps(self) -> list[dict[str, Any]]:
        """The steps that say or show something, in order."""
        said = self.cleaned_data
        rows = [
            {
                "zh": said[f"zh_{n}"],
                "en": said[f"en_{n}"],
                "photo": pk if (pk := said.get(f"photo_{n}")) in self.photos else None,
            }
            for n in range(1, MOST_STEPS + 1)
        ]
        return [row for row in rows if row["zh"] or row["en"]]


def steps_as_fields(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the form shows at first."""
    return {f"{name}_{n}": row.get(name) for n, row in enumerate(rows, 1) for name in ("zh", "en", "photo")}


class NoticeForm(EitherLanguage):
    """One notice with its days; both days are shown days."""

    PAIRS = {"words": _("Write what buyers should know, in one language at least.")}
    PUBLIC = ("words_zh_hans", "words_en")

    words_zh_hans = Words(
        label=_("What buyers should know"), rows=3, max_length=LONGEST_NOTICE, required=False,
        help_text=_("What, until when, and what then. “Road closed by rain. Parcels go as soon as it is open.”"),
    )  # fmt: skip
    words_en = Words(label=_("In English (if you like)"), rows=2, max_length=LONGEST_NOTICE, required=False)
    from_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the first day it is shown."), "invalid": _("Write the day like 2027-02-03.")},
    )  # fmt: skip
    until_on = forms.DateField(
        label=pgettext_lazy("of a notice", "Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the last day it is shown."), "invalid": _("Write the day like 2027-02-03.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day must be the first one or later."))
        return cleaned

    def notice(self) -> dict[str, str]:
        """The row as a front holds it."""
        said = self.cleaned_data
        days = {"from": said["from_on"].isoformat(), "until": said["until_on"].isoformat()}
        return {"key": secrets.token_hex(4), "zh": said["words_zh_hans"], "en": said["words_en"], **days}


def idea(key: str, today: date) -> dict[str, Any]:
    """What the form shows at first: an idea's words in both languages, if one was pressed, from today on."""
    words = next(((zh, en) for name, _label, zh, en in IDEAS if name == key), ("", ""))
    return {"words_zh_hans": words[0], "words_en": words[1], "from_on": today}
