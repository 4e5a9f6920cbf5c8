"""Franchise managers keep the standard range in the CMS."""

from django.contrib.auth.models import Group, Permission

from shops.catalogue.permissions import MANAGERS


def allow_keeping_the_range() -> None:
    """Running it again changes nothing."""
    managers, _new = Group.objects.get_or_create(name=MANAGERS)
    names = [f"{act}_standard" for act in ("add", "change", "delete", "view")]
    managers.permissions.add(*Permission.objects.filter(content_type__app_label="range", codename__in=names))
