"""Townships and festival days, to be read beside the pages: they are the county's records, not editors' prose."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.models import Occurrence, Township


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Everyone in the CMS may look; nobody may change."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(user.is_active)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)


class TownshipViewSet(ModelViewSet):
    model = Township
    icon = "site"
    menu_label = _("Townships")
    list_display = ["name_zh_hans", "name_en", "latitude", "longitude"]
    form_fields = ["name_zh_hans", "name_en"]
    inspect_view_enabled = True
    permission_policy = ReadOnlyPolicy(Township)


class OccurrenceViewSet(ModelViewSet):
    model = Occurrence
    icon = "date"
    menu_label = _("Festival days")
    list_display = ["starts_on", "festival_key"]
    form_fields = ["starts_on"]
    inspect_view_enabled = True
    permission_policy = ReadOnlyPolicy(Occurrence)


class CountyRecords(ViewSetGroup):
    menu_label = _("County records")
    menu_icon = "table"
    menu_order = 600
    items = (TownshipViewSet, OccurrenceViewSet)


@hooks.register("register_admin_viewset")
def county_records() -> CountyRecords:
    return CountyRecords()
