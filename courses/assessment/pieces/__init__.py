"""The eight pieces of a shop, and what may be made besides, each a form of its own."""

from courses.assessment.models import Piece, VisitPiece
from courses.assessment.pieces.activity import ActivityForm
from courses.assessment.pieces.base import Fact, Maker, PieceForm, typed
from courses.assessment.pieces.delivery import DeliveryForm
from courses.assessment.pieces.label import LabelForm
from courses.assessment.pieces.name import NameForm
from courses.assessment.pieces.photos import PhotosForm
from courses.assessment.pieces.price import PriceForm
from courses.assessment.pieces.product import ProductForm
from courses.assessment.pieces.promise import PromiseForm
from courses.assessment.pieces.room import RoomForm
from courses.assessment.pieces.story import StoryForm
from courses.assessment.pieces.tour import TourForm

__all__ = ["FORMS", "Fact", "Maker", "PieceForm", "changes", "facts", "typed"]

FORMS: dict[str, type[PieceForm]] = {
    Piece.NAME: NameForm,
    Piece.STORY: StoryForm,
    Piece.PRODUCT: ProductForm,
    Piece.LABEL: LabelForm,
    Piece.PRICE: PriceForm,
    Piece.PHOTOS: PhotosForm,
    Piece.DELIVERY: DeliveryForm,
    Piece.PROMISE: PromiseForm,
    VisitPiece.ROOM: RoomForm,
    VisitPiece.ACTIVITY: ActivityForm,
    VisitPiece.TOUR: TourForm,
}


def facts(piece: str, content: dict) -> list[Fact]:
    """A piece's content in the reader's language, line by line."""
    return FORMS[piece].facts(content)


def changes(piece: str, content: dict, before: dict | None) -> list[tuple[Fact, str | None]]:
    """Each line with what it was in the version before ('' for empty), or None where it is unchanged or there is none."""
    was = {} if before is None else {line.key: line.value for line in facts(piece, before)}
    return [
        (line, None if before is None or was.get(line.key, "") == line.value else was.get(line.key, ""))
        for line in facts(piece, content)
    ]
