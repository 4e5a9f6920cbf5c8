"""What every piece with photos has: the photos taken in for it, a line for each, and which is the cover."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import LineField
from courses.assessment.models import MOST_PHOTOS
from courses.assessment.pieces.base import Fact, Maker, PieceForm


class PhotographedForm(PieceForm):
    """A piece with photos. Subclasses say how many are the `fewest`, and what the `shots` should show."""

    fewest: ClassVar[int] = 1
    shots: ClassVar[tuple[Any, ...]] = ()

    def __init__(self, data: Any = None, *, maker: Maker, **given: Any) -> None:
        super().__init__(data, maker=maker, **given)
        for number, photo in enumerate(maker.photos):
            hint = self.shots[number] if number < len(self.shots) else ""
            field = LineField(most=80, required=False, ask="", label=_("What it shows"), help_text=hint)
            self.fields[f"caption_{photo.pk}"] = field
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
        given = super().clean() or self.cleaned_data
        usable = len(self.usable())
        if usable < self.fewest:
            words = gettext("Add %(fewest)s photos or more; you have %(count)s.")
            self.add_error(None, words % {"fewest": self.fewest, "count": usable})
        return given

    def usable(self) -> list[Any]:
        return [photo for photo in self.maker.photos if photo.state != "refused"]

    def content(self) -> dict[str, Any]:
        shown = [{"photo": one.pk, "caption": self.cleaned_data.get(f"caption_{one.pk}", "")} for one in self.usable()]
        cover, keys = self.cleaned_data.get("cover") or "", [one["photo"] for one in shown]
        return {"photos": shown, "cover": int(cover) if cover and int(cover) in keys else keys[0]} if shown else {}

    def lines(self) -> list[tuple[Any, forms.BoundField]]:
        """Each photo with the field of its words."""
        return [(photo, self[f"caption_{photo.pk}"]) for photo in self.maker.photos]

    def more(self) -> str:
        """What to photograph next; '' when there is no room."""
        count = len(self.maker.photos)
        if count >= MOST_PHOTOS:
            return ""
        return str(self.shots[count]) if count < len(self.shots) else gettext("One more, if it shows something new")

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        shown = content.get("photos", [])
        keys = [str(photo["photo"]) for photo in shown]
        cover = str(content.get("cover"))
        lines = [
            Fact(f"photo-{photo['photo']}", gettext("Photo %(n)s") % {"n": n}, photo["caption"] or gettext("No words"))
            for n, photo in enumerate(shown, 1)
        ]
        said = gettext("Photo %(n)s") % {"n": keys.index(cover) + 1} if cover in keys else ""
        return [*lines, Fact("cover", gettext("Cover"), said)]
