"""Captions as WebVTT: text of a known shape, so that what a page plays is only words with times."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 200_000  # characters: hours of talk
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE = re.compile(rf"^{TIME} --> {TIME}(?: [\w:%,. -]+)?$")


def clean_captions(text: str) -> str:
    """`text` with its line ends and first mark put right; "" stays. Raises ValidationError that names the line at fault."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").strip()
    if not text:
        return ""
    if len(text) > MOST:
        raise ValidationError(_("These captions are too long."))
    if not re.match(r"WEBVTT([ \t].*)?(\n|$)", text):
        raise ValidationError(_("Captions begin with a line that says WEBVTT."))
    cues, last = 0, -1
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" in line:
            last, cues = check_cue(line.strip(), number, last), cues + 1
    if not cues:
        raise ValidationError(_("There is no line of times, like 00:01.000 --> 00:04.000."))
    return f"{text}\n"


def check_cue(line: str, number: int, last: int) -> int:
    """The cue's start in milliseconds, which is no earlier than `last`. Raises ValidationError."""
    match = CUE.match(line)
    if not match:
        raise ValidationError(_("Line %(number)s: write times like 00:01.000 --> 00:04.000.") % {"number": number})
    start, end = millis(match.groups()[:4]), millis(match.groups()[4:])
    if end <= start or start < last:
        raise ValidationError(_("Line %(number)s: a caption ends after it begins, and begins no sooner than the one before.")
                              % {"number": number})  # fmt: skip
    return start


def millis(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
