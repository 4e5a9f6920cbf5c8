"""A person's own rows, as every part declares them, in values that can be read by people and by programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.formats import date_format

from common.personal import Holding, Part, parts


@dataclass(frozen=True)
class Section:
    """What one declaration found: `lines` are [(key, label, value for programs, words for people), …] of each row."""

    key: str
    title: str
    lines: list[list[tuple[str, str, Any, str]]]


def theirs(holding: Holding, person: Any) -> models.QuerySet:
    """The rows of a declaration that are `person`'s, each once, oldest first."""
    model = apps.get_model(holding.model)
    mine = models.Q(*((look_up, person.pk) for look_up in holding.of), _connector=models.Q.OR)
    rows = model._default_manager.filter(pk__in=model._base_manager.filter(mine).values("pk")).order_by("pk")
    related = {path.rpartition("__")[0] for path in holding.shown if "__" in path}
    return rows.select_related(*related) if related else rows


def value_of(row: Any, path: str) -> Any:
    """What stands at the end of `path` from a row; None where the way breaks off."""
    for step in path.split("__"):
        row = getattr(row, step, None)
        if row is None:
            return None
    return row


def words_of(row: Any, path: str, value: Any) -> str:
    """A value as the reader says it."""
    *way, last = path.split("__")
    owner = value_of(row, "__".join(way)) if way else row
    if owner is not None and hasattr(owner, f"get_{last}_display"):
        return str(getattr(owner, f"get_{last}_display")())
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value, timezone.get_default_timezone()), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, dict):
        return "\n".join(f"{key}: {words_of(None, '', one)}" for key, one in value.items() if one not in ("", None, []))
    if isinstance(value, list | tuple):
        return "、".join(words_of(None, "", one) for one in value)
    return "" if value is None else str(value)


def for_programs(value: Any) -> Any:
    """JSON as it is, instants and days in ISO 8601, anything else as its words."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def lines_of(holding: Holding, row: Any) -> list[tuple[str, str, Any, str]]:
    """One row; what is empty is left out."""
    read = {path: holding.reads[path](row) if path in holding.reads else value_of(row, path) for path in holding.shown}
    said = ((path, str(label), read[path]) for path, label in holding.shown.items())
    return [
        (path.replace("__", "_"), label, for_programs(value), words_of(row, path, value))
        for path, label, value in said
        if value not in (None, "", [], {})
    ]


def declared() -> Iterator[tuple[Part, Holding]]:
    return ((part, holding) for part in parts() for holding in part.holdings)


def sections(person: Any) -> Iterator[Section]:
    """What every part holds of `person`, the lowest part first; what holds nothing of them is left out."""
    for part, holding in declared():
        if holding.shown and (rows := list(theirs(holding, person))):
            key = f"{part.label}.{holding.model.rpartition('.')[2]}"
            key += f".{holding.of[0]}" if sum(one.model == holding.model for _part, one in declared()) > 1 else ""
            yield Section(key, str(holding.title), [lines_of(holding, row) for row in rows])


def files(person: Any) -> Iterator[tuple[str, FieldFile]]:
    """Every file of `person`'s: its path in the archive, and the file."""
    for _part, holding in declared():
        if not holding.files:
            continue
        for row in theirs(holding, person):
            for name, suffix in holding.files.items():
                if kept := getattr(row, name):
                    ending = suffix if isinstance(suffix, str) else suffix(row)
                    yield f"files/{holding.model.rpartition('.')[2].lower()}-{row.pk}.{ending}", kept
