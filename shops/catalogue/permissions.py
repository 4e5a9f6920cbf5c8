"""What franchise managers may do in the CMS: write franchise terms, edit the categories and their rules, and nothing else."""

from django.contrib.auth.models import Group, Permission

MANAGERS = "Franchise managers"
MAY = {
    "wagtailadmin": ("access_admin",),
    "franchise": ("add_franchiseterms", "change_franchiseterms", "view_franchiseterms"),
    "catalogue": (
        "change_category",
        "view_category",
        "add_categoryrule",
        "change_categoryrule",
        "delete_categoryrule",
        "view_categoryrule",
    ),
}


def allow_keeping_the_market() -> None:
    """Running it again changes nothing."""
    managers, _new = Group.objects.get_or_create(name=MANAGERS)
    for label, codenames in MAY.items():
        managers.permissions.add(*Permission.objects.filter(content_type__app_label=label, codename__in=codenames))
