"""Reading a stranger's file as a paper: a whole PDF by its content. It is never opened here, and is only ever downloaded."""

import re

from django.utils.translation import gettext_lazy as _

from uploads.refusals import Refused

MOST_BYTES = 10 * 1024 * 1024
HEAD = re.compile(rb"%PDF-[12]\.\d")


class NotAPaper(Refused):
    message = _("This file is not a whole PDF. Save or scan the paper as PDF, or add it as a photo.")


class PaperTooLarge(Refused):
    message = _("This PDF is over 10 MB. Save it smaller, or send only the pages that matter.")


def read_paper(raw: bytes) -> str:
    """The media type of `raw`. Raises PaperTooLarge, and NotAPaper for what does not begin and end as a PDF."""
    if len(raw) > MOST_BYTES:
        raise PaperTooLarge
    if not HEAD.match(raw) or b"startxref" not in raw[-2048:] or b"%%EOF" not in raw[-1024:]:
        raise NotAPaper
    return "application/pdf"
