"""What franchise managers may do in the CMS besides terms and categories: rules, trainings, the commission."""

from django.contrib.auth.models import Group, Permission

from shops.catalogue.permissions import MANAGERS

KEPT = ("rulebook", "training", "commissionrate", "gravereason")
MAY = ("add", "change", "delete", "view")


def allow_keeping_the_standards() -> None:
    """Running it again changes nothing."""
    managers, _new = Group.objects.get_or_create(name=MANAGERS)
    names = [f"{act}_{model}" for act in MAY for model in KEPT]
    managers.permissions.add(*Permission.objects.filter(content_type__app_label="standards", codename__in=names))
