"""Franchise managers say in the CMS which lesson helps with which trouble."""

from django.contrib.auth.models import Group, Permission

from shops.catalogue.permissions import MANAGERS


def allow_keeping_the_advice() -> None:
    """Running it again changes nothing."""
    managers, _new = Group.objects.get_or_create(name=MANAGERS)
    names = [f"{act}_lessonadvice" for act in ("add", "change", "delete", "view")]
    managers.permissions.add(*Permission.objects.filter(content_type__app_label="desk", codename__in=names))
