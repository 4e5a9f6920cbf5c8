"""People: one User, by phone or e-mail; the roles granted to them; the organisations they come from."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def new_key() -> str:
    return uuid.uuid4().hex


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, name: str, phone: str | None = None, email: str | None = None, **extra: Any) -> "User":
        """A person who signs in by code: no password is set. Raises IntegrityError when phone or e-mail is taken."""
        user = self.model(name=name, phone=phone or None, email=self.normalize_email(email) or None, **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person. `key` is what the machinery calls them; people sign in by phone or e-mail."""

    class Language(models.TextChoices):
        CHINESE = "zh-hans", "中文"
        ENGLISH = "en", "English"

    key = models.CharField(max_length=32, unique=True, default=new_key)
    name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("mobile number"), max_length=20, unique=True, null=True, blank=True)  # E.164
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    email_verified = models.BooleanField(default=False)  # by a code; letters go to no other
    language = models.CharField(max_length=10, choices=Language.choices, default=Language.CHINESE)
    channels = models.JSONField(default=dict, blank=True)  # kind of message → channel, where it is not the usual one
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # nothing personal is left; the row holds what hangs on it

    objects = UserManager()
    USERNAME_FIELD = "key"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone__isnull=False) | models.Q(email__isnull=False) | models.Q(erased_at__isnull=False),
                name="reachable_by_phone_or_email",
            ),
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),  # Mei@example.com is mei@example.com
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What Wagtail's menu calls whoever is signed in; without it, it shows the key."""
        return self.name

    @property
    def surname(self) -> str:
        """What the seal shows: the first character of a Chinese name, the first letter of another."""
        return self.name.strip()[:1].upper()


class Organisation(models.Model):
    """A partner that mentors, cohorts and plots belong to: a university, a company, a cooperative, a demonstration base."""

    class Kind(models.TextChoices):
        UNIVERSITY = "university", _("University")
        COMPANY = "company", _("Company")
        BASE = "base", _("Demonstration base")
        COOPERATIVE = "cooperative", _("Cooperative")
        OFFICE = "office", _("Public office")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.COMPANY)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=120)
    about = models.TextField(_("about"), max_length=600, blank=True)
    contact_name = models.CharField(_("person to call"), max_length=80, blank=True)
    contact = models.CharField(_("phone or e-mail"), max_length=120, blank=True)
    township = models.SlugField(_("township"), max_length=40, blank=True)  # cms.Township.slug

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    TRAINEE = "trainee", _("Trainee")
    MENTOR = "mentor", _("Mentor")
    EDITOR = "editor", _("Editor")
    CULTURAL_REVIEWER = "cultural reviewer", _("Cultural reviewer")
    FRANCHISE_MANAGER = "franchise manager", _("Franchise manager")
    PROGRAMME_MANAGER = "programme manager", _("Programme manager")
    SHOPPER = "shopper", _("Shopper")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset({
    Role.MENTOR, Role.EDITOR, Role.CULTURAL_REVIEWER, Role.FRANCHISE_MANAGER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR,
})  # fmt: skip


class RoleGrant(models.Model):
    """That a person has a role, who granted it and when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_role")]
