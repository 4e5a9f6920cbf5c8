"""Who may read a private file: its owner, the staff who answer for shops and programmes, and whom the parts above name."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from uploads.models import Photo

MANAGERS = (Role.PROGRAMME_MANAGER, Role.FRANCHISE_MANAGER, Role.ADMINISTRATOR)

# The parts above know who helps whom; they append predicates of (user, photo).
readers: list[Callable[[Any, Photo], bool]] = []


@rule("read photo")
def may_read_photo(user: Any, photo: Photo) -> bool:
    return photo.owner_id == user.pk or has_role(user, *MANAGERS) or any(reads(user, photo) for reads in readers)


@scope(Photo)
def own_photos(user: Any) -> QuerySet[Photo]:
    return Photo.objects.filter(owner_id=user.pk)
