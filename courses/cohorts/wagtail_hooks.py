"""Boot camps in the CMS's menu: what is set up there, and the way to the desks on the site, which fit a phone."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.rights import can
from courses.cohorts.admin import BootCamps


class DeskItem(MenuItem):
    """Shown to whoever runs cohorts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, "run cohorts")


@hooks.register("register_admin_viewset")
def boot_camps() -> BootCamps:
    return BootCamps()


@hooks.register("register_admin_menu_item")
def applications_item() -> MenuItem:
    return DeskItem(_("Decide applications"), reverse_lazy("cohorts:applications"), icon_name="form", order=250)


@hooks.register("register_admin_menu_item")
def mentors_item() -> MenuItem:
    return DeskItem(_("Mentors and leave"), reverse_lazy("cohorts:mentors"), icon_name="group", order=251)
