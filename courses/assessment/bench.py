"""What a trainee has before them while making a piece: what was asked, what they typed, what is known already."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language

from courses.assessment import queries
from courses.assessment.models import MOST_PRODUCTS, MOST_VISITS, PER_PRODUCT, WITH_PHOTOS, Criterion, Piece, Submission
from courses.assessment.pieces import FORMS, Fact, Maker, PieceForm, changes
from courses.assessment.pieces.name import townships
from courses.assessment.queries import PieceState
from courses.cohorts.models import Enrolment
from courses.cohorts.queries import StageWork
from uploads.models import Enclosure, Photo

ENCLOSED = ("voice", "paper")

# The parts above append what else is known of a product: source(enrolment, number) → {name: {key: value}}, for `Maker.known`.
known_sources: list[Callable[[Enrolment, int], dict[str, dict[str, Any]]]] = []
# The same for the shop's name: source(enrolment, content of the first product or {}) → (Chinese, English) each.
name_sources: list[Callable[[Enrolment, dict[str, Any]], list[tuple[str, str]]]] = []
FROM_ELSEWHERE = frozenset({Piece.PRODUCT, Piece.LABEL})


@dataclass(frozen=True)
class Bench:
    """One piece and those beside it."""

    enrolment: Enrolment
    states: list[PieceState]
    mine: PieceState
    draft: dict[str, Any]
    maker: Maker
    enclosed: dict[str, Enclosure]  # what goes with the draft: "voice", "paper"

    def form(self, data: Any = None) -> PieceForm:
        """The piece's form, filled with the draft, or with `data` just posted."""
        return FORMS[self.mine.piece](data, maker=self.maker, initial=self.draft)

    def so_far(self) -> PieceForm:
        """The draft and what was suggested, checked as far as it goes."""
        checked = FORMS[self.mine.piece]({**self.form().initial, **self.draft}, maker=self.maker)
        checked.full_clean()
        return checked

    @property
    def next_version(self) -> int:
        return len(self.mine.versions) + 1

    @property
    def works(self) -> dict[UUID, StageWork]:
        """The pieces as a course's progress counts them, by the stage's key."""
        return {one.assignment.module_key: one.work for one in self.stages}

    @cached_property
    def rubric(self) -> list[Criterion]:
        """What the piece is measured by, with its levels. One query: every criterion has levels."""
        return queries.rubric_of(self.mine.assignment)

    @property
    def changed(self) -> list[tuple[Fact, str | None]]:
        """The lines of the latest version that are other than in the one before; [] for a first version."""
        if len(self.mine.versions) < 2:
            return []
        lines = changes(self.mine.piece, self.mine.content, self.mine.versions[1].content)
        return [(line, was) for line, was in lines if was is not None]

    @property
    def sewn(self) -> int:
        return sum(state.is_sewn for state in self.stages)

    @property
    def stages(self) -> list[PieceState]:
        """The pieces of the shop, one a stage."""
        return [state for state in self.states if state.number == 1 and not state.is_optional]

    @property
    def of_this_kind(self) -> list[PieceState]:
        """For a room, an activity or a walk: all of its kind."""
        return [state for state in self.states if state.piece == self.mine.piece] if self.mine.is_optional else []

    @property
    def may_add_visit(self) -> bool:
        last = self.of_this_kind[-1] if self.of_this_kind else None
        return bool(last and last == self.mine and last.state != Submission.State.DRAFT and last.number < MOST_VISITS)

    @property
    def of_this_product(self) -> list[PieceState]:
        """The four pieces of this product, when it is about a product at all."""
        same = [state for state in self.states if state.piece in PER_PRODUCT and state.number == self.mine.number]
        return same if self.mine.piece in PER_PRODUCT else []

    @property
    def may_add_product(self) -> bool:
        products = [state for state in self.states if state.piece == Piece.PRODUCT]
        last = products[-1] if products else None
        return bool(last and last == self.mine and last.state != Submission.State.DRAFT and last.number < MOST_PRODUCTS)


def bench(enrolment: Enrolment, piece: str, number: int, today: date) -> Bench:
    """The bench of one piece. Raises Http404 for a piece that is not asked for, or a product not begun."""
    states = queries.works(enrolment)
    mine = next((state for state in states if state.piece == piece and state.number == number), None)
    if mine is None:
        raise Http404
    draft = draft_of(mine)
    prefetch_related_objects(mine.versions, queries.comments_of())
    return Bench(enrolment, states, mine, draft, maker(enrolment, states, mine, draft, today), enclosed_with(enrolment, draft))


def draft_of(mine: PieceState) -> dict[str, Any]:
    """What was typed last, else the last version as one would type it."""
    typed = mine.submission.draft if mine.submission else {}
    return typed or (FORMS[mine.piece].as_typed(mine.content) if mine.latest else {})


def enclosed_with(enrolment: Enrolment, draft: dict[str, Any]) -> dict[str, Enclosure]:
    """What was taken in for the draft; only the trainee's own. One query, none without."""
    keys = {kind: draft[kind] for kind in ENCLOSED if isinstance(draft.get(kind), int)}
    found = Enclosure.objects.filter(owner_id=enrolment.trainee_id).in_bulk(keys.values()) if keys else {}
    return {kind: found[key] for kind, key in keys.items() if key in found}


def maker(enrolment: Enrolment, states: list[PieceState], mine: PieceState, draft: dict[str, Any], today: date) -> Maker:
    known = {state.piece: state.content for state in states if state.number == mine.number and state.content}
    if mine.piece == Piece.NAME and enrolment.application:
        known["home"] = {"township": enrolment.application.township, "village": enrolment.application.village}
    if mine.piece in FROM_ELSEWHERE and not mine.latest:  # what was sent says it all
        for source in known_sources:
            known |= source(enrolment, mine.number)
    keys = draft.get("photos", []) if mine.piece in WITH_PHOTOS else []
    found = Photo.objects.filter(owner_id=enrolment.trainee_id).in_bulk(keys) if keys else {}
    photos = tuple(found[key] for key in keys if key in found)
    choices = tuple(townships()) if mine.piece == Piece.NAME else ()
    ideas = name_ideas(enrolment, states) if mine.piece == Piece.NAME and mine.can_change else ()
    return Maker(enrolment.trainee.name, get_language() or "zh-hans", today, known, photos, choices, ideas)


def name_ideas(enrolment: Enrolment, states: list[PieceState]) -> tuple[tuple[str, str], ...]:
    """Names to begin with, of what is known of the trainee and their first product."""
    product = next((state.content for state in states if state.piece == Piece.PRODUCT and state.number == 1), {})
    return tuple(idea for source in name_sources for idea in source(enrolment, product))
