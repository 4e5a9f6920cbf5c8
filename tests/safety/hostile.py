"""What people may type to harm others, put into every text field of a form, and what a page must not make of it."""

from html.parser import HTMLParser
from typing import Any

from django import forms

from courses.assessment.fields import UnderstoodField
from courses.mentoring.forms import PointField

MARK = "xq7"
PAYLOADS = (
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"javascript:{MARK}()",
    f"{{{{7*7}}}}{MARK}",
    f"{{% raw %}}{MARK}",
    f"\u202e\u200b{MARK}\u2066",
)
SHORT = (f"<script>{MARK}", f"<b on{MARK}=1>", f"\"'&{MARK};", f"{{{{7*7}}}}{MARK}", f"{{%raw%}}{MARK}", f"\u202e\u200b{MARK}")
ALL = " ".join(PAYLOADS)
UNSEEN = "\u202e\u200b\u2066"  # they turn or hide what follows


def fit(most: int | None, turn: int) -> str:
    """The worst that fits in a field of `most` characters."""
    longer = PAYLOADS[turn % len(PAYLOADS)]
    for words in (ALL, longer, SHORT[turn % len(SHORT)]):
        if most is None or len(words) <= most:
            return words
    return "盘"


def filled(form: forms.Form, turn: int, **given: Any) -> dict[str, Any]:
    """A post with every text field of `form` hostile, every choice made, every number three."""
    data: dict[str, Any] = {}
    for place, (name, field) in enumerate(form.fields.items()):
        if isinstance(field, forms.MultipleChoiceField):
            data[name] = [str(key) for key, _words in field.choices]
        elif isinstance(field, forms.ChoiceField):
            data[name] = next((str(key) for key, _words in field.choices if key), "")
        elif isinstance(field, forms.BooleanField):
            data[name] = "on"
        elif isinstance(field, UnderstoodField):
            data[name] = "3"
        elif isinstance(field, PointField):
            data[name] = "50,50"
        elif isinstance(field, forms.CharField):
            data[name] = fit(field.max_length, turn + place)
    return {**data, **given}


class Reading(HTMLParser):
    """What a browser would make of a page: its faults, and whether the mark is in what people read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.seen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":  # facts, never run
            self.faults.append(f"a script in the page, line {self.getpos()[0]}")
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            if given.get(name, "").strip().lower().startswith(("javascript:", "data:text")):
                self.faults.append(f"<{tag} {name}={given[name]}>")
        if MARK in given.get("style", ""):
            self.faults.append(f"<{tag} style={given['style']}>")
        self.seen += " ".join(
            (" ", *(given.get(name, "") for name in ("value", "alt", "content")), " ")
        )  # none runs into the next

    def handle_data(self, words: str) -> None:
        self.seen += words


def read(html: str, *, echoes: bool = False) -> Reading:
    """The page, read. A template run by somebody's words, or a character that turns a line round, is a fault too."""
    page = Reading()
    page.feed(html)
    if f"49{MARK}" in page.seen:
        page.faults.append("a template in somebody's words was run")
    if not echoes and any(character in html for character in UNSEEN):
        page.faults.append("a character that turns or hides what follows")
    return page
