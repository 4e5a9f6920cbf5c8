"""Lists of trainees in the CMS’s menu, beside the boot camps."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from common.rights import can
from courses.intake import views


class ListsItem(MenuItem):
    """Shown to whoever takes in lists."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, "take in lists")


class TraineeLists(ViewSet):
    name = "trainee-lists"
    icon = "upload"
    menu_label = _("Lists of trainees")
    menu_order = 241
    menu_item_class = ListsItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", views.index, name="index"),
            path("empty/", views.empty, name="empty"),
            path("<uuid:key>/", views.one, name="one"),
            path("<uuid:key>/to-mend/", views.mend, name="mend"),
        ]


@hooks.register("register_admin_viewset")
def trainee_lists() -> TraineeLists:
    return TraineeLists()
