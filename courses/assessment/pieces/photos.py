"""Piece 6: the product's photos, a line for each, and which is the cover."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import LineField
from courses.assessment.models import MOST_PHOTOS
from courses.assessment.pieces.base import Fact, Maker, PieceForm

FEWEST = 3
SHOTS = (
    _("The whole product, on a plain ground"), _("Everything in the box"), _("Close up: texture, or cut open"),
    _("How big: a hand, a ruler or the scale"), _("Where it is from: plot, maker or batch label"),
)  # fmt: skip


class PhotosForm(PieceForm):
    heading = _("Your photos")

    def __init__(self, data: Any = None, *, maker: Maker, **given: Any) -> None:
        super().__init__(data, maker=maker, **given)
        for number, photo in enumerate(maker.photos):
            name = f"caption_{photo.pk}"
            hint = SHOTS[number] if number < len(SHOTS) else ""
            self.fields[name] = LineField(most=80, required=False, ask="", label=_("What it shows"), help_text=hint)
        self.fields["cover"] = forms.ChoiceField(
            choices=[(str(photo.pk), gettext("Cover")) for photo in maker.photos], widget=forms.RadioSelect, required=False
        )
        self.initial.setdefault("cover", str(maker.photos[0].pk) if maker.photos else "")

    @classmethod
    def as_typed(cls, content: dict[str, Any]) -> dict[str, Any]:
        shown = content.get("photos", [])
        captions = {f"caption_{photo['photo']}": photo["caption"] for photo in shown}
        return {"photos": [photo["photo"] for photo in shown], "cover": str(content.get("cover", "")), **captions}

    def clean(self) -> dict[str, Any]:
        usable = [photo for photo in self.maker.photos if photo.state != "refused"]
        if len(usable) < FEWEST:
            words = gettext("Add %(fewest)s photos or more; you have %(count)s.")
            self.add_error(None, words % {"fewest": FEWEST, "count": len(usable)})
        return self.cleaned_data

    def content(self) -> dict[str, Any]:
        usable = [photo for photo in self.maker.photos if photo.state != "refused"]
        shown = [{"photo": photo.pk, "caption": self.cleaned_data.get(f"caption_{photo.pk}", "")} for photo in usable]
        cover = self.cleaned_data.get("cover") or ""
        keys = [photo.pk for photo in usable]
        return {"photos": shown, "cover": int(cover) if cover and int(cover) in keys else keys[0]} if shown else {}

    def lines(self) -> list[tuple[Any, forms.BoundField]]:
        """Each photo with the field of its words."""
        return [(photo, self[f"caption_{photo.pk}"]) for photo in self.maker.photos]

    def more(self) -> str:
        """What to photograph next; '' when there is no room."""
        count = len(self.maker.photos)
        if count >= MOST_PHOTOS:
            return ""
        return str(SHOTS[count]) if count < len(SHOTS) else gettext("One more, if it shows something new")

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        shown = content.get("photos", [])
        keys = [str(photo["photo"]) for photo in shown]
        cover = str(content.get("cover"))
        lines = [
            Fact(f"photo-{photo['photo']}", gettext("Photo %(n)s") % {"n": n}, photo["caption"] or gettext("No words"))
            for n, photo in enumerate(shown, 1)
        ]
        return [
            *lines,
            Fact("cover", gettext("Cover"), gettext("Photo %(n)s") % {"n": keys.index(cover) + 1} if cover in keys else ""),
        ]
