"""Writing people: signing up, granting and taking back roles."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from accounts.contact import Contact
from accounts.models import Organisation, Role, RoleGrant, User
from accounts.queries import find, never_came_in, opens
from common.audit import record
from common.sanitise import one_line

# The Wagtail group that lets a role into the CMS; its permissions are set where the pages are.
GROUPS = {
    Role.MENTOR: "Mentors",
    Role.EDITOR: "Editors",
    Role.CULTURAL_REVIEWER: "Cultural reviewers",
    Role.PROGRAMME_MANAGER: "Programme managers",
    Role.FRANCHISE_MANAGER: "Franchise managers",
}


def sign_up(*, name: str, contact: Contact, language: str, at: datetime) -> User:
    """A person for this contact: new, or the one who never came in (under the new name), or the one who is there already.

    Nothing tells the caller which: the code that is sent next decides who may come in.
    """
    known = find(contact)
    if known is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(
                    name=one_line(name), phone=contact.phone, email=contact.email, language=language
                )
                record(user, "signed up", user, at=at)
                return user
        except IntegrityError:  # pressed twice at once: the other press made the person
            known = find(contact)
            assert known is not None
    if opens(contact, known) and known.last_login is None and not known.grants.exists():
        known.name, known.language = one_line(name), language
        known.save(update_fields=["name", "language"])
    return known


@transaction.atomic
def change_name(*, user: User, name: str, at: datetime) -> None:
    """Call `user` by another name from now on; what they signed and handed in keeps the name it had."""
    new = one_line(name)
    if User.objects.filter(pk=user.pk).exclude(name=new).update(name=new):
        record(user, "changed name", user, at=at, old=user.name, new=new)
        user.name = new


class EmailTaken(Exception):
    """The address is another person's; nothing was changed."""


class OnlyWayIn(Exception):
    """Without the address the person could not sign in any more: no number of theirs is proved; nothing was changed."""


@transaction.atomic
def prove_email(*, user: User, email: str, at: datetime) -> None:
    """`email` is the person's own from now on, in the place of what they had: a code that was sent there came back.

    Proved already, it changes nothing. Raises EmailTaken.
    """
    kept = User.objects.select_for_update().get(pk=user.pk)
    if (kept.email, kept.email_verified) != (email, True):
        old = kept.email
        release(email=email, kept_by=kept, at=at)
        try:
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(email=email, email_verified=True)
        except IntegrityError:
            raise EmailTaken(email) from None
        EmailAddress.objects.filter(user=kept).delete()  # allauth's own list would keep the old one a way in
        record(user, "proved e-mail", kept, at=at, old=old if old != email else None)
    user.email, user.email_verified = email, True


def release(*, email: str, kept_by: User, at: datetime) -> None:
    """Take the address from an account that nobody was ever in: it was typed there by somebody else."""
    holder = User.objects.select_for_update().filter(email__iexact=email).exclude(pk=kept_by.pk).first()
    if holder and never_came_in(holder):
        left = None if holder.phone else f"{holder.pk}@nobody.invalid"  # every account has one of the two
        User.objects.filter(pk=holder.pk).update(email=left)
        EmailAddress.objects.filter(user=holder).delete()
        record(kept_by, "released e-mail", holder, at=at, old=holder.email)


@transaction.atomic
def drop_email(*, user: User, at: datetime) -> None:
    """The person has no address any more; they sign in by their number. Twice is once. Raises OnlyWayIn."""
    kept = User.objects.select_for_update().get(pk=user.pk)
    if kept.email:
        if not (kept.phone and kept.phone_verified):
            raise OnlyWayIn(kept)
        User.objects.filter(pk=user.pk).update(email=None, email_verified=False)
        EmailAddress.objects.filter(user=kept).delete()
        record(user, "dropped e-mail", kept, at=at, old=kept.email)
    user.email, user.email_verified = None, False


@transaction.atomic
def choose_language(*, user: User, language: str, at: datetime) -> None:
    """Letters to `user` come in `language` (a User.Language) from now on; those written stay as they are."""
    if User.objects.filter(pk=user.pk).exclude(language=language).update(language=language):
        user.language = language
        record(user, "chose language", user, at=at, language=language)


@transaction.atomic
def choose_channels(*, user: User, channels: dict[str, str], at: datetime) -> None:
    """Messages of each kind named in `channels` go that way from now on; kinds not named go as they did."""
    kept = User.objects.select_for_update().get(pk=user.pk)
    wanted = {**kept.channels, **channels}
    if wanted != kept.channels:
        User.objects.filter(pk=user.pk).update(channels=wanted)
        record(user, "chose channels", kept, at=at, **channels)
    user.channels = wanted


@transaction.atomic
def grant_role(*, user: User, role: str, by: Any, at: datetime, organisation: Organisation | None = None) -> RoleGrant:
    """Give `user` a role (once), and the CMS group that goes with it. An administrator becomes a superuser.

    With `organisation`, the person has the role for it; one named later takes the place of the first.
    """
    given = {"granted_by": by, "granted_at": at, "organisation": organisation}
    grant, new = RoleGrant.objects.get_or_create(user=user, role=role, defaults=given)
    if not new and organisation and grant.organisation_id != organisation.pk:
        grant.organisation = organisation
        grant.save(update_fields=["organisation"])
        record(by, "named organisation", user, at=at, role=role, organisation=organisation.pk)
    if new:
        if group := GROUPS.get(Role(role)):
            user.groups.add(Group.objects.get_or_create(name=group)[0])
        if role == Role.ADMINISTRATOR:
            user.is_superuser = True
            user.save(update_fields=["is_superuser"])
        record(by, "granted role", user, at=at, role=role)
    return grant


@transaction.atomic
def revoke_role(*, user: User, role: str, by: Any, at: datetime) -> None:
    """Take a role back, with the CMS group and the superuser's rights that came with it."""
    deleted, _rows = RoleGrant.objects.filter(user=user, role=role).delete()
    if not deleted:
        return
    if group := GROUPS.get(Role(role)):
        user.groups.remove(*Group.objects.filter(name=group))
    if role == Role.ADMINISTRATOR:
        user.is_superuser = False
        user.save(update_fields=["is_superuser"])
    record(by, "revoked role", user, at=at, role=role)
