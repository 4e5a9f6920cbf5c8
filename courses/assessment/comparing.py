"""What was taken out of a text and what was put in, by words of English and characters of Chinese."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

PART = re.compile(r"[A-Za-z0-9]+(?:[.'’-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
ALIKE = 0.35  # below it the two texts have too little in common to be woven together
LONGEST = 2000  # parts of one text


def compared(was: str, now: str) -> list[tuple[str, str]]:
    """Runs of ("same" | "out" | "in", text) in reading order; [] where the texts are too unlike to be read so."""
    before, after = PART.findall(was), PART.findall(now)
    if not before or not after or max(len(before), len(after)) > LONGEST:
        return []
    match = SequenceMatcher(None, before, after, autojunk=False)
    if match.ratio() < ALIKE:
        return []
    runs: list[tuple[str, str]] = []
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            runs.append(("same", "".join(after[c:d])))
            continue
        runs += [("out", "".join(before[a:b]))] * (b > a) + [("in", "".join(after[c:d]))] * (d > c)
    return runs


def woven(was: str, now: str) -> SafeString | str:
    """The comparison as one text, what was put in and taken out marked and named for who hears it; '' if too unlike."""
    said = {"in": _("put in:"), "out": _("taken out:")}
    marks = {
        "same": "{}", "in": '<ins><span class="vh">{} </span>{}</ins>', "out": '<del><span class="vh">{} </span>{}</del>',
    }  # fmt: skip
    runs = [format_html(marks[kind], *((text,) if kind == "same" else (said[kind], text))) for kind, text in compared(was, now)]
    return format_html_join("", "{}", ((run,) for run in runs))
