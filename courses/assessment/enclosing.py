"""Voice notes, papers and photos that come with a post: each taken in, or refused in words at its own field."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from uploads.operations import take_in_paper, take_in_photo, take_in_voice
from uploads.refusals import Refused

TAKERS = {"voice": take_in_voice, "paper": take_in_paper, "photo": take_in_photo}
ACCEPTED = {
    "voice": "audio/*,.amr,.m4a",
    "paper": "application/pdf,.pdf",
    "photo": "image/jpeg,image/png,image/webp,image/heic,image/heif",
}


class EnclosedField(forms.Field):
    """A file that comes with a post; `take_in` reads it. Without a script a phone opens its recorder or its camera."""

    def __init__(self, kind: str, **given: Any) -> None:
        capture = {"capture": "user"} if kind == "voice" else {}
        widget = forms.FileInput(attrs={"accept": ACCEPTED[kind], "class": "file", **capture})
        super().__init__(required=False, widget=widget, **given)


def take_in(
    files: Mapping[str, Any], *, kinds: tuple[str, ...], owner: Any, at: datetime
) -> tuple[dict[str, Any], dict[str, str]]:
    """What was taken in by the name of its field, and why the rest was refused. Nothing refused is kept."""
    kept, refused = {}, {}
    for kind in kinds:
        if file := files.get(kind):
            try:
                kept[kind] = TAKERS[kind](owner=owner, file=file, at=at)  # type: ignore[operator]
            except Refused as refusal:
                refused[kind] = str(refusal)
    return kept, refused
