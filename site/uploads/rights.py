"""Who may read a private file: its owner, the staff who answer for shops and programmes, and whom the parts above name."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from uploads.models import Enclosure, Photo

MANAGERS = (Role.PROGRAMME_MANAGER, Role.FRANCHISE_MANAGER, Role.ADMINISTRATOR)

# The parts above know who helps whom; they append predicates of (user, photo) and (user, enclosure).
readers: list[Callable[[Any, Photo], bool]] = []
enclosure_readers: list[Callable[[Any, Enclosure], bool]] = []


@rule("read photo")
def may_read_photo(user: Any, photo: Photo) -> bool:
    return photo.owner_id == user.pk or has_role(user, *MANAGERS) or any(reads(user, photo) for reads in readers)


@rule("read enclosure")
def may_read_enclosure(user: Any, enclosure: Enclosure) -> bool:
    """Its owner, programme managers, and whom the parts above name. A shop is inspected without its keeper's voice."""
    answers = enclosure.owner_id == user.pk or has_role(user, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)
    return answers or any(reads(user, enclosure) for reads in enclosure_readers)


@scope(Enclosure)
def own_enclosures(user: Any) -> QuerySet[Enclosure]:
    return Enclosure.objects.filter(owner_id=user.pk)


@scope(Photo)
def own_photos(user: Any) -> QuerySet[Photo]:
    return Photo.objects.filter(owner_id=user.pk, owner__isnull=False)
