"""The shop sewing itself: eight patches under the eave, each sewn, pinned or chalked."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.assessment.queries import PieceState, works
from courses.cohorts.models import Enrolment
from uploads.models import Photo

AREAS = {
    "name": "n", "story": "s", "product": "g", "label": "l", "price": "p", "photos": "f", "delivery": "d", "promise": "r",
}  # fmt: skip
ICONS = {
    "name": "stall", "story": "edit", "product": "leaf", "label": "box", "price": "bag", "photos": "camera",
    "delivery": "truck", "promise": "ok",
}  # fmt: skip
PURPOSES = {
    "name": _("What the sign says, and your seal"),
    "story": _("Where you grow it, in your own words"),
    "product": _("One thing to sell, and how good it is"),
    "label": _("Weight, batch, how to keep it"),
    "price": _("What it costs you, alone and in a group"),
    "photos": _("A cover and what buyers ask to see"),
    "delivery": _("Posting days, costs, who carries it"),
    "promise": _("What buyers may count on"),
}
HEADLINES = (
    _("Nothing sewn on yet"), _("One piece sewn on"), _("Two pieces sewn on"), _("Three pieces sewn on"),
    _("Four pieces sewn on"), _("Five pieces sewn on"), _("Six pieces sewn on"), _("Seven pieces sewn on"),
    _("All eight pieces sewn on"),
)  # fmt: skip


@dataclass
class Patch:
    """One piece on the quilt. `kind` is sewn, pinned or chalk; `number` its stage."""

    state: PieceState
    number: int
    is_next: bool = False
    is_new: bool = False
    photos: list[Photo] = field(default_factory=list)

    @property
    def piece(self) -> str:
        return self.state.piece

    @property
    def kind(self) -> str:
        return "sewn" if self.state.is_sewn else "pinned" if self.state.is_pinned else "chalk"

    @property
    def asked_again(self) -> bool:
        return self.state.state == "change asked"

    @property
    def area(self) -> str:
        return AREAS[self.piece]

    @property
    def icon(self) -> str:
        return ICONS[self.piece]

    @property
    def purpose(self) -> Any:
        return PURPOSES[self.piece]


@dataclass(frozen=True)
class Quilt:
    patches: list[Patch]
    more: list[PieceState]  # pieces of further products
    visits: list[PieceState]  # rooms, activities and walks begun besides the eight

    @property
    def states(self) -> list[PieceState]:
        """The pieces of the shop and of its further goods."""
        return [*(patch.state for patch in self.patches), *self.more]

    @property
    def sewn(self) -> int:
        return sum(patch.kind == "sewn" for patch in self.patches)

    @property
    def pinned(self) -> int:
        return sum(patch.kind == "pinned" for patch in self.patches)

    @property
    def total(self) -> int:
        return len(self.patches)

    @property
    def is_whole(self) -> bool:
        return 0 < self.total == self.sewn

    @property
    def next(self) -> Patch | None:
        return next((patch for patch in self.patches if patch.is_next), None)

    @property
    def headline(self) -> Any:
        return (
            HEADLINES[min(self.sewn, len(HEADLINES) - 1)] if self.total in (0, 8) or self.sewn < self.total else HEADLINES[-1]
        )


def quilt(enrolment: Enrolment) -> Quilt:
    """The enrolment's pieces as patches: five queries."""
    found = works(enrolment)
    states = [state for state in found if not state.is_optional]
    patches = [Patch(state, state.assignment.position) for state in states if state.number == 1]
    undone = [patch for patch in patches if patch.kind == "chalk"]
    for patch in sorted(undone, key=lambda patch: not patch.asked_again)[:1]:  # a change asked for comes first
        patch.is_next = True
    sewn = [patch for patch in patches if patch.kind == "sewn"]
    for patch in sorted(sewn, key=lambda patch: patch.state.submission.approved_at)[-1:]:  # type: ignore
        patch.is_new = True
    hang_photos(patches, enrolment)
    visits = [state for state in found if state.is_optional and state.submission]
    return Quilt(patches, [state for state in states if state.number > 1], visits)


def hang_photos(patches: list[Patch], enrolment: Enrolment) -> None:
    """Give the patch of photographs its first three, the cover first; only the trainee's own."""
    for patch in patches:
        content = patch.state.content
        if patch.piece != "photos" or not content:
            continue
        wanted = [row["photo"] for row in content.get("photos", [])]
        wanted.sort(key=lambda pk: pk != content.get("cover"))
        own = Photo.objects.filter(owner_id=enrolment.trainee_id).in_bulk(wanted[:3])
        patch.photos = [own[pk] for pk in wanted[:3] if pk in own]
