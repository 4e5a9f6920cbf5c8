"""What franchise managers may do in the CMS here: keep the list of famous brands."""

from django.contrib.auth.models import Group, Permission

from shops.catalogue.permissions import MANAGERS

MAY = ("add_famousbrand", "change_famousbrand", "delete_famousbrand", "view_famousbrand")


def allow_keeping_brands() -> None:
    """Running it again changes nothing."""
    managers, _new = Group.objects.get_or_create(name=MANAGERS)
    managers.permissions.add(*Permission.objects.filter(content_type__app_label="builder", codename__in=MAY))
