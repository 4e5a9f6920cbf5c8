"""The CMS's menu leads programme managers to the applications, which are decided on a page that fits a phone."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.rights import can


class ApplicationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, "decide applications")


@hooks.register("register_admin_menu_item")
def applications_item() -> MenuItem:
    return ApplicationsItem(_("Applications"), reverse_lazy("cohorts:applications"), icon_name="group", order=250)
