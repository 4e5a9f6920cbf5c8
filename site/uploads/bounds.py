"""A request is read only as far as its files are of a size that could be photographs: the rest of it is left where it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

from common.sanitise import one_line
from uploads.pictures import MOST_BYTES

MOST_OF_A_FILE = 2 * MOST_BYTES  # up to it a file is read and refused beside the others, which are kept
MOST_TOGETHER = 9 * MOST_BYTES  # eight photographs, and some more
UNBOUNDED = "/admin/"  # editors' films and papers have bounds of their own


class Bounded(FileUploadHandler):
    """Stops at the file that is too large, or with which all are; what came before it in the form is kept."""

    together = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.together += len(raw_data)
        request: Any = self.request
        too_much = start + len(raw_data) > MOST_OF_A_FILE or self.together > MOST_TOGETHER
        if too_much and not request.path.startswith(UNBOUNDED):
            request.stopped_at = short_name(self.file_name)
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def stopped_at(request: HttpRequest) -> str:
    """The name of the file at which reading the request was stopped; "" when it was read in full."""
    if request.method == "POST" and request.content_type == "multipart/form-data":
        len(request.POST)  # reads it now, if nobody has
    return getattr(request, "stopped_at", "")


def tells_too_large(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that says itself at which file it was stopped, and keeps what was written before it."""
    view.tells_too_large = True  # type: ignore[attr-defined]
    return view


def said_too_large(request: HttpRequest) -> bool:
    """Say, if the request was not read to its end, at which file, and what to do."""
    name = stopped_at(request)
    if name:
        words = _("%(name)s: too large, so it was not read. Photos up to 15 MB; send this one smaller, or by itself.")
        messages.error(request, words % {"name": name})
    return bool(name)


def short_name(name: str | None) -> str:
    """What a person knows a file by, in forty characters: its beginning and its end."""
    plain = one_line(name or "") or _("Photo")
    return plain if len(plain) <= 40 else f"{plain[:24]}…{plain[-14:]}"
