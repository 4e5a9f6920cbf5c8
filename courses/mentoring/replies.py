"""Sentences a mentor says often, to press into the answer and change: the mentor's own, then those that are built in."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.assessment.models import Piece, VisitPiece

FOR_ALL = (_("Clear and true. Go on like this."), _("Thank you for sending it again."))
BY_PIECE: dict[str, tuple[Any, ...]] = {
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
    VisitPiece.ROOM: (
        _("A clean room, plainly told. A guest knows what to expect."),
        _("Ask the police station about registering first, then write the number here."),
    ),
    VisitPiece.ACTIVITY: (_("I would come for this."), _("Write what could hurt a guest, and what you do about it.")),
    VisitPiece.TOUR: (_("The way is clear from stop to stop."), _("Walk it with a watch and write the minutes you needed.")),
}


FOR_QUESTIONS = (
    _("Yes. Do it as the lesson shows, and look again tomorrow."),
    _("Not yet. First do the step before; then it works."),
    _("Send one photo in daylight, close up; then I can say more."),
    _("Ask the township’s station first; they answer for this."),
)


@dataclass(frozen=True)
class Reply:
    """A sentence, and what the button that says it posts: "say-2" for one built in, "own-17" for one of the mentor's."""

    key: str
    words: str


def replies(mentor: Any, piece: str = "") -> list[Reply]:
    """The sentences for a piece, or for questions where none is named, in the reader's language. One query."""
    own = [Reply(f"own-{reply.pk}", reply.words) for reply in mentor.saved_replies.all()]
    ready = (*BY_PIECE.get(piece, ()), *FOR_ALL) if piece else FOR_QUESTIONS
    return own + [Reply(f"say-{number}", str(words)) for number, words in enumerate(ready)]


def is_pressed(pressed: str) -> bool:
    """Whether the button pressed was a ready sentence's."""
    return pressed.startswith(("say-", "own-"))


def with_reply(posted: Any, ready: list[Reply]) -> Any:
    """What was posted, with the sentence that was pressed after the words; one that is not there changes nothing."""
    data = posted.copy()
    said = next((reply.words for reply in ready if reply.key == posted.get("do")), "")
    data["words"] = f"{data.get('words', '').strip()} {said}".strip()
    return data
