"""People as administrators keep them: added and corrected by hand. Roles are granted by `operations.grant_role`."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from common.audit import record

KEPT = ("name", "phone", "email", "language", "is_active")
NAMED_BY = ("name", "phone", "email")  # what it was is noted: whoever is to be erased must be found by it as well


@transaction.atomic
def add_person(*, name: str, phone: str | None, email: str | None, language: str, by: Any, at: datetime) -> User:
    """A new person, who signs in by code. Raises IntegrityError when the number or the address is somebody's."""
    person = User.objects.create_user(name=name, phone=phone, email=email, language=language)
    record(by, "added person", person, at=at)
    return person


@transaction.atomic
def correct_person(*, person: User, by: Any, at: datetime, **said: Any) -> User:
    """Change what is `said` of `person` (of KEPT); nothing else of them. What is changed is not proved."""
    kept = User.objects.select_for_update().get(pk=person.pk)
    changed = [field for field in KEPT if field in said and getattr(kept, field) != said[field]]
    old = {field: getattr(kept, field) for field in changed if field in NAMED_BY}
    for field in changed:
        setattr(kept, field, said[field])
    if "phone" in changed:
        kept.phone_verified = False
    if "email" in changed:
        kept.email_verified = False
    if changed:
        kept.save(update_fields=[*changed, "phone_verified", "email_verified"])
        record(by, "corrected person", kept, at=at, fields=", ".join(changed), old=old)
    return kept
