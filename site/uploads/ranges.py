"""Answering for a part of a file: phones' players ask for one before they play, and to go on where they stopped."""

import re
from typing import IO

from django.http import FileResponse, HttpResponse

ONE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?\Z", re.ASCII)


def part_of(wanted: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one range asked for; None when the whole is to be sent. Raises ValueError beyond the end."""
    asked = ONE.match(wanted)
    if not asked or asked.groups() == (None, None):
        return None
    first, last = asked.groups()
    if first is None:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    if start >= size or end < start:
        raise ValueError(wanted)
    return start, end


def ranged(whole: FileResponse, wanted: str, size: int) -> FileResponse | HttpResponse:
    """`whole`, or the part `wanted` of it (206), or the refusal of a part that is not there (416). For small files."""
    whole["Accept-Ranges"] = "bytes"
    try:
        part = part_of(wanted, size)
    except ValueError:
        whole.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        return whole
    start, end = part
    kept: IO[bytes] = whole.file_to_stream  # type: ignore[assignment]
    kept.seek(start)
    headers = {**whole.headers, "Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(end - start + 1)}
    response = HttpResponse(kept.read(end - start + 1), status=206, headers=headers)
    whole.close()
    return response
