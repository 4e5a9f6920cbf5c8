"""What is held of a person at the door: who they are, their roles, how they sign in, and what is on record of their deeds."""

from collections.abc import Iterable
from typing import Any

from django.contrib.sessions.models import Session
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from common.clock import now
from common.models import AuditEntry
from common.personal import DELETE, KEEP, NAME, part

mine = part("accounts")
NAMING = ("changed name", "corrected person", "proved e-mail", "dropped e-mail")  # deeds that keep what somebody was called
BY_NUMBER = "names by number who did it; the row it points to holds no name any more"

mine.holds(
    "accounts.User", "pk",
    title=_("You"),
    shown={
        "name": _("name"), "phone": _("mobile number"), "email": _("e-mail"), "language": _("language of messages"),
        "channels": _("how messages come"), "created_at": _("signed up on"), "last_login": _("last signed in"),
    },
    erase={
        "name": NAME, "phone": None, "phone_verified": False, "email": None, "email_verified": False, "channels": {},
        "is_active": False, "is_superuser": False, "last_login": None,
    },
)  # fmt: skip
mine.holds("accounts.RoleGrant", "user", title=_("Roles"), shown={"role": _("role"), "granted_at": _("given on")}, erase=DELETE)
mine.points("accounts.RoleGrant", "granted_by", why=BY_NUMBER)
mine.points("accounts.User_groups", "user", why="emptied when a person is erased")
mine.points("accounts.User_user_permissions", "user", why="emptied when a person is erased")
mine.holds(
    "common.AuditEntry", "actor", title=_("What you did here"),
    shown={"action": _("what was done"), "subject": _("to which record"), "at": _("when")},
    erase=KEEP, kept=_("What was done with coursework and shops stays on record, under a number instead of your name."),
)  # fmt: skip
mine.holds("common.IdempotentAnswer", "actor", title=_("Answers to repeated presses"), erase=DELETE)
mine.holds("account.EmailAddress", "user", title=_("E-mail addresses"), shown={"email": _("e-mail")}, erase=DELETE)
mine.holds_nothing("account.EmailConfirmation", why="goes with the address it is about")
mine.holds(
    "mfa.Authenticator", "user", title=_("Second factors"), shown={"type": _("kind"), "created_at": _("since")}, erase=DELETE
)
mine.holds(
    "wagtailusers.UserProfile", "user", title=_("Settings in the administration"),
    shown={"preferred_language": _("language"), "current_time_zone": _("time zone")}, files={"avatar": "jpg"}, erase=DELETE,
)  # fmt: skip
mine.spares("accounts.User", "name", "phone", "email")
mine.spares("accounts.Organisation", "name", "name_zh_hans", "name_en", "contact_name", "contact")


@mine.names
def at_the_door(person: Any) -> Iterable[str]:
    """Name, number and address, those before them too; numbers with and without +86."""
    changes = AuditEntry.objects.filter(action__in=NAMING, subject=f"accounts.User:{person.pk}")
    before = [entry.details.get("old") or "" for entry in changes]
    old = [one for each in before for one in (each.values() if isinstance(each, dict) else [each])]
    known = [one for one in (person.name, person.phone, person.email, *old) if one]
    return [*known, *(one.removeprefix("+86") for one in known)]


@mine.prevents
def last_administrator(person: Any) -> Promise | None:
    """Somebody must be left who can let others in."""
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    administers = person.is_superuser or person.grants.filter(role=Role.ADMINISTRATOR).exists()
    if administers and not (others.filter(is_superuser=True) | others.filter(grants__role=Role.ADMINISTRATOR)).exists():
        return _("You are the only administrator. Make somebody else an administrator first.")
    return None


@mine.also
def shut_the_door(person: Any) -> None:
    """End every session, take the rights, and say on the row that nobody is behind it any more."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    kept = User.objects.get(pk=person.pk)
    kept.groups.clear()
    kept.user_permissions.clear()
    kept.set_unusable_password()
    kept.erased_at = kept.erased_at or now()
    kept.save(update_fields=["password", "erased_at"])
