"""Deleting versions of photographs that no page shows any more. The photograph as it was taken is never touched."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction

from common import audit
from uploads.models import WIDTHS, Photo

A_WHILE = timedelta(days=7)  # how long one that nobody shows is kept
AT_ONCE = 200
# Rows that name photographs in JSON are known to the parts above: of these ids, those in use.
uses: list[Callable[[Collection[int]], set[int]]] = []


def sweep_versions(*, at: datetime) -> int:
    """Note which versions are not used, and delete those that were not for `A_WHILE`; how many were deleted."""
    versions, gone, last = Photo.objects.filter(made_from__isnull=False), 0, 0
    while ids := list(versions.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        idle = set(ids) - in_use(ids)
        versions.filter(pk__in=set(ids) - idle, unused_since__isnull=False).update(unused_since=None)
        due = versions.filter(pk__in=idle, unused_since__lte=at - A_WHILE)
        gone += sum(sweep(photo, at) for photo in list(due))
        versions.filter(pk__in=idle, unused_since=None).update(unused_since=at)
        last = ids[-1]
    return gone


def sweep_guests(*, at: datetime) -> int:
    """Delete what guests sent and nothing shows, after `A_WHILE`; how many. Nobody else could take it away."""
    old = Photo.objects.filter(owner=None, created_at__lte=at - A_WHILE).order_by("pk")
    last, gone = 0, 0
    while ids := list(old.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        gone += sum(sweep_guest(pk, at) for pk in set(ids) - in_use(ids))
        last = ids[-1]
    return gone


@transaction.atomic
def sweep_guest(pk: int, at: datetime) -> bool:
    """Delete one photograph of a guest's, unless it came to be shown meanwhile."""
    held = Photo.objects.select_for_update().filter(pk=pk, owner=None).first()
    if held is None or in_use([pk]):
        return False
    audit.record(None, "sweep photo of guest", held, at=at)
    transaction.on_commit(partial(delete_files, str(held.original.name), [held.copy_path(width) for width in WIDTHS]))
    held.delete()
    return True


@transaction.atomic
def sweep(photo: Photo, at: datetime) -> bool:
    """Delete one version, unless somebody came to show it meanwhile."""
    held = Photo.objects.select_for_update().filter(pk=photo.pk, made_from__isnull=False, unused_since__isnull=False).first()
    if held is None or in_use([held.pk]):
        return False
    audit.record(None, "sweep version of photo", held, at=at, of=held.made_from_id)
    transaction.on_commit(partial(delete_files, str(held.original.name), [held.copy_path(width) for width in WIDTHS]))
    held.delete()
    return True


def delete_files(original: str, copies: list[str]) -> None:
    Photo._meta.get_field("original").storage.delete(original)
    for path in copies:
        default_storage.delete(path)


def in_use(ids: Collection[int]) -> set[int]:
    """Of these photographs, those that any row points to or names."""
    used = set().union(*(pointed_to(relation, ids) for relation in relations()))
    return used.union(*(named(ids) for named in uses))


def relations() -> list[models.ManyToOneRel]:
    """Every foreign key that points to a photograph, those of many-to-many tables too."""
    return [one for one in Photo._meta.get_fields(include_hidden=True) if isinstance(one, models.ManyToOneRel)]


def pointed_to(relation: Any, ids: Collection[int]) -> set[int]:
    name = relation.field.name
    return set(relation.related_model._base_manager.filter(**{f"{name}__in": ids}).values_list(name, flat=True))
