"""One declared table of transitions for each record that has a state, and the one function that moves it."""

from collections.abc import Mapping
from typing import Any

from django.db import models

Table = Mapping[str, frozenset[str]]


class WrongState(Exception):
    """The record may not go there from where it is; `was` and `wanted` name the states."""

    def __init__(self, record: models.Model, wanted: str) -> None:
        self.record, self.was, self.wanted = record, record.state, wanted  # type: ignore[attr-defined]
        super().__init__(f"{record._meta.label} {record.pk}: {self.was} -> {wanted}")


def move(record: Any, to: str, **changes: Any) -> None:
    """Move `record` to state `to`, setting `changes` with it, if its `TRANSITIONS` allow and nobody moved it meanwhile.

    A conditional update decides, so two people pressing at once cannot both succeed. Raises WrongState.
    """
    if to not in record.TRANSITIONS[record.state]:
        raise WrongState(record, to)
    rows = type(record)._default_manager.filter(pk=record.pk, state=record.state)
    if rows.update(state=to, **changes) != 1:
        raise WrongState(record, to)
    for name, value in {"state": to, **changes}.items():
        setattr(record, name, value)
