"""Private files, served after a question of rights."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.rights import allow_or_404
from uploads.models import Photo


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
