"""What every file says of an outing, so that a point on a device is never taken for more than it is."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.itinerary import Halt, Outing

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML may not hold; Word leaves some


@dataclass(frozen=True)
class File:
    """An outing and the full address of its page."""

    outing: Outing
    url: str

    @property
    def title(self) -> str:
        return plain(self.outing.page.title)

    @property
    def lede(self) -> str:
        return plain(self.outing.page.lede)

    @property
    def is_route(self) -> bool:
        return self.outing.page.specific_class.__name__ == "RoutePage"

    def name_of(self, halt: Halt) -> str:
        return plain(f"{halt.number} {halt.title}") if self.is_route else plain(halt.title)


def plain(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def about(halt: Halt) -> str:
    """The stop's words, its time, and how exactly its point is known."""
    row, lines = halt.row, [plain(halt.text)]
    if row and row.time:
        lines.append(_("Day %(day)s, %(time)s") % {"day": halt.day, "time": row.time})
    if halt.spot:
        lines.append(halt.spot.said)
    return "\n".join(line for line in lines if line)


def track_name(file: File) -> str:
    track = file.outing.track
    return _("%(title)s (sample, not measured)") % {"title": file.title} if track and track.is_sample else file.title
