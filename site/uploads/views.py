"""Private files, served after a question of rights."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.rights import allow_or_404
from uploads.models import Enclosure, Photo
from uploads.ranges import ranged

SUFFIXES = {
    "audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/webm": "webm", "audio/amr": "amr", "audio/aac": "aac",
    "audio/wav": "wav", "application/pdf": "pdf",
}  # fmt: skip


def private_file(file: FieldFile, *, name: str, content_type: str, attachment: bool = False) -> FileResponse:
    """A private file as an answer that no shared cache keeps and no browser guesses about. Raises Http404 without a file.

    Ask for the right first: this only answers.
    """
    if not file or not file.storage.exists(str(file.name)):
        raise Http404
    response = FileResponse(file.open("rb"), as_attachment=attachment, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
@login_required
def original(request: HttpRequest, key: UUID) -> FileResponse:
    """A photograph as it was kept, for its owner, their mentor and the managers."""
    photo = get_object_or_404(Photo, key=key)
    allow_or_404(request.user, "read photo", photo)
    return private_file(photo.original, name=f"{photo.key.hex[:8]}.jpg", content_type="image/jpeg")


@require_safe
@login_required
def enclosure(request: HttpRequest, key: UUID) -> FileResponse | HttpResponse:
    """A voice note, to be heard in the page; a paper, only to be downloaded. Part by part when a player asks so."""
    found = get_object_or_404(Enclosure, key=key)
    allow_or_404(request.user, "read enclosure", found)
    name = f"{found.key.hex[:8]}.{SUFFIXES[found.media_type]}"
    whole = private_file(found.file, name=name, content_type=found.media_type, attachment=not found.is_voice)
    return ranged(whole, request.headers.get("Range", ""), found.size)
