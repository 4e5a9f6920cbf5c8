"""People for tests."""

from itertools import count

from django.utils import timezone

from accounts.models import RoleGrant, User

_numbers = count(1)


def person(name: str = "邓有财", *, role: str | None = None, **fields) -> User:
    """A person reachable by a fresh phone number, with a role when one is named."""
    fields.setdefault("email_verified", bool(fields.get("email")))
    user = User.objects.create_user(name=name, phone=fields.pop("phone", f"+8613800{next(_numbers):06d}"), **fields)
    if role:
        RoleGrant.objects.create(user=user, role=role, granted_at=timezone.now())
    return user
