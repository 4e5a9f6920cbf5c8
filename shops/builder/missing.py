"""What a shop still lacks, in words, each with the way to where it is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.models import PER_PRODUCT, Submission
from courses.assessment.queries import PieceState

NOUNS: dict[str, Any] = {
    "name": _("name and seal"), "story": _("story"), "product": _("description"), "label": _("label"), "price": _("price"),
    "photos": _("photos"), "delivery": _("delivery rules"), "promise": _("promise"),
}  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """`waits` says that it is handed in: nothing is to be done but wait."""

    state: PieceState
    words: str

    @property
    def url(self) -> str:
        return self.state.url

    @property
    def waits(self) -> bool:
        return self.state.is_pinned


def missing_of(states: Iterable[PieceState]) -> list[Missing]:
    """What is not approved yet of the shop and of the goods begun, product by product; visits are never missing."""
    lacking = [state for state in states if not state.is_sewn and not state.is_optional]
    return [Missing(state, words_of(state)) for state in sorted(lacking, key=lambda state: state.number)]


def words_of(state: PieceState) -> str:
    """ "Product 2 has no label yet." """
    of_product = state.piece in PER_PRODUCT
    said = {"n": state.number, "piece": NOUNS[state.piece]}
    if state.is_pinned:
        words = gettext("Product %(n)s: your mentor is reading its %(piece)s.")
        return (words if of_product else gettext("Your mentor is reading your shop’s %(piece)s.")) % said
    if state.state == Submission.State.CHANGE_ASKED:
        words = gettext("Product %(n)s: one change is asked in its %(piece)s.")
        return (words if of_product else gettext("One change is asked in your shop’s %(piece)s.")) % said
    words = gettext("Product %(n)s has no %(piece)s yet.")
    return (words if of_product else gettext("Your shop has no %(piece)s yet.")) % said
