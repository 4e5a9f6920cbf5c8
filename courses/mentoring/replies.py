"""Sentences a mentor says often, to press into the answer and change."""

from django.utils.translation import gettext_lazy as _

from courses.assessment.models import Piece

FOR_ALL = (_("Clear and true. Go on like this."), _("Thank you for sending it again."))
BY_PIECE = {
    Piece.NAME: (_("A short name and a true one."), _("Say it to five people; can four of them write it down?")),
    Piece.STORY: (
        _("I can see the place. Keep the last line."),
        _("Leave out what you cannot show; add one date or one number."),
    ),
    Piece.PRODUCT: (_("One good product is enough to start."), _("Write the grade as something one can measure.")),
    Piece.LABEL: (_("Everything a buyer needs is on it."), _("Add the batch, so that a buyer can trace the pack.")),
    Piece.PRICE: (_("Your work is paid. Sound."), _("Weigh the packed box and ask the courier again.")),
    Piece.PHOTOS: (_("Good light, true colour."), _("Take it again by a window, with the flash off.")),
    Piece.DELIVERY: (_("Days you can keep. Good."), _("Ask the drop point until what hour it takes parcels.")),
    Piece.PROMISE: (_("Promises with figures; buyers will trust them."), _("Write how many hours or days in each promise.")),
}


def replies(piece: str) -> list[str]:
    """The sentences for a piece, in the reader's language."""
    return [str(words) for words in (*BY_PIECE.get(piece, ()), *FOR_ALL)]  # type: ignore[call-overload]
