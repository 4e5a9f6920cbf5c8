"""Taking names out of texts: of one value, and of every column where words stand. For the erasure of a person."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from common.personal import STAND_IN


def rows(model: type[models.Model]) -> models.QuerySet:
    """All rows of `model`, its columns as they are: modeltranslation would answer for those of one language."""
    every = model._base_manager.all()
    return every.rewrite(False) if hasattr(every, "rewrite") else every  # type: ignore[attr-defined]


def pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Any of `names`. In Latin letters and digits only whole words count: Li is not in Lisa."""
    return re.compile(
        "|".join(rf"(?<![0-9A-Za-z]){re.escape(n)}(?![0-9A-Za-z])" if n.isascii() else re.escape(n) for n in names), re.I
    )


def without(value: Any, found: re.Pattern[str], stand_in: str = STAND_IN) -> Any:
    """A text, or a JSON value, with `stand_in` for each match."""
    if isinstance(value, str):
        return found.sub(stand_in, value)
    if isinstance(value, list):
        return [without(one, found, stand_in) for one in value]
    if isinstance(value, dict):
        return {without(key, found, stand_in): without(one, found, stand_in) for key, one in value.items()}
    return value


def has_words(field: models.Field) -> bool:
    """Whether people's words may stand in the column."""
    kind = type(field).__name__
    if field.unique or field.choices or kind in ("StreamField", "SlugField", "TranslationSlugField"):
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def swept(model: type[models.Model], spared: set[tuple[str, str]]) -> list[models.Field]:
    """The columns of `model` to be swept."""
    return [f for f in model._meta.local_concrete_fields if has_words(f) and (model._meta.label, f.name) not in spared]


def mentions(field: models.Field, names: Sequence[str]) -> models.Q:
    """That the column may say any of `names`: SQLite keeps JSON with its characters escaped, PostgreSQL as they are."""
    forms = {form for name in names for form in (name, name.encode("ascii", "backslashreplace").decode())}
    return models.Q(*((f"{field.name}_said__icontains", form) for form in sorted(forms)), _connector=models.Q.OR)


def sweep_model(model: type[models.Model], fields: Sequence[models.Field], names: Sequence[str]) -> int:
    """Put the stand-in for `names` in these columns; how many rows were changed."""
    said = {f"{field.name}_said": Cast(field.name, models.TextField()) for field in fields}
    wanted = models.Q(*(mentions(field, names) for field in fields), _connector=models.Q.OR)
    found, changed = pattern(names), 0
    for row in rows(model).annotate(**said).filter(wanted).values("pk", *(field.name for field in fields)):
        new = {f.name: fitting(f, without(row[f.name], found)) for f in fields if row[f.name]}
        new = {name: value for name, value in new.items() if value != row[name]}
        changed += rows(model).filter(pk=row["pk"]).update(**new) if new else 0
    return changed


def fitting(field: models.Field, value: Any) -> Any:
    """`value`, cut to what the column takes."""
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def everywhere(spared: set[tuple[str, str]], nowhere: set[str]) -> Iterator[tuple[type[models.Model], list[models.Field]]]:
    """Every table with words in it, but those named in `nowhere`."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in nowhere and model._meta.managed and (fields := swept(model, spared)):
            yield model, fields
