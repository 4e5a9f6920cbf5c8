"""Finding people, and which roles they have."""

from collections.abc import Iterable
from typing import Any

from accounts.contact import Contact
from accounts.models import STAFF_ROLES, RoleGrant, User


def find(contact: Contact) -> User | None:
    """The person with this phone or e-mail, or None."""
    if contact.phone:
        return User.objects.filter(phone=contact.phone).first()
    return User.objects.filter(email__iexact=contact.email).first()


def opens(contact: Contact, user: User) -> bool:
    """Whether `user` may come in by this contact of theirs: an address that nobody proved is no second way beside a number."""
    return bool(contact.phone or user.email_verified or not user.phone)


def never_came_in(user: User) -> bool:
    """Whether nobody was ever in this account and nothing was entrusted to it: it holds no address against its true owner."""
    return user.last_login is None and not user.email_verified and not user.grants.exists()


def roles_of(user: Any) -> frozenset[str]:
    """The roles of a signed-in person, read once per request; nobody's for an anonymous one."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(RoleGrant.objects.filter(user=user).values_list("role", flat=True))
    return user._roles


def has_role(user: Any, *roles: str) -> bool:
    """Whether the person has any of `roles`; a superuser has all."""
    return bool(getattr(user, "is_superuser", False)) or bool(roles_of(user) & frozenset(roles))


def is_staff_person(user: Any) -> bool:
    """Whether a second factor is asked of the person."""
    return has_role(user, *STAFF_ROLES)


def people_with_role(role: str) -> Iterable[User]:
    """Active people with a role, oldest first."""
    return User.objects.filter(is_active=True, grants__role=role).order_by("pk")
