"""What a form asks back, with answers as buttons: they are pressed, not typed, and work without a script."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from shops.catalogue.contents import parse_contents, say
from shops.catalogue.fields import WHICH

MOST_SURE = 400


@dataclass(frozen=True)
class Answer:
    """A button: its words, and what pressing it sends."""

    words: str
    value: str


@dataclass(frozen=True)
class Ask:
    """A question about a field, with its answers."""

    field: str
    words: str
    answers: list[Answer]


def answer(words: str, values: Mapping[str, Sequence[str]], *, sure: str = "") -> Answer:
    """An answer that sets fields, and remembers that the person is `sure` of something."""
    return Answer(words, json.dumps({"set": dict(values), "sure": sure}))


def answered(posted: QueryDict) -> QueryDict:
    """What was posted, with the answer that was pressed put in. What is no answer of ours changes nothing."""
    data = posted.copy()
    try:
        pressed = json.loads(posted.get("answer") or "{}")
        values, sure = pressed.get("set", {}), str(pressed.get("sure", ""))
        chosen = {str(name): [str(value) for value in several] for name, several in values.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return data
    for name, several in chosen.items():
        data.setlist(name, several)
    if sure and sure not in data.getlist("sure"):
        data.appendlist("sure", sure)
    return data


def sure_of(data: Any) -> frozenset[str]:
    """What the person has been asked and is sure of."""
    return frozenset(data.getlist("sure")[:MOST_SURE]) if data else frozenset()


def readings(form: forms.Form, names: Iterable[str] = ("contents",)) -> list[Ask]:
    """For each field whose text has several readings: which is meant?"""
    asks = []
    for name in names:
        for fault in form.errors.as_data().get(name, []):
            if fault.code == WHICH and fault.params:
                asks.append(which(name, fault.params["text"], fault.params["readings"]))
    return asks


def which(name: str, text: str, several: Iterable[str]) -> Ask:
    answers = [
        answer(f"{reading} = {say(parse_contents(reading, sure=True))}", {name: [reading]}, sure=f"{name}:{reading}")
        for reading in several
    ]
    return Ask(name, _("You wrote “%(text)s”. Which do you mean?") % {"text": text}, answers)
