"""Beside the pages: townships, which are the county's records and only read, and the days of festivals."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from cms.editing import hooks as editing
from cms.editors_home import EditorsDesk
from cms.forms import OccurrenceForm, festival_names
from cms.models import Occurrence, RoutePage, Township
from cms.operations import waiting_translations
from cms.queries import routes_that_need
from cms.routing import SOURCE
from cms.tracks.views import import_track

__all__ = ["editing"]  # its hooks stand beside these


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


def festival_of(day: Occurrence) -> str:
    return dict(festival_names()).get(str(day.festival_key), "–")


def readable_words(day: Occurrence) -> str:
    return str(day.get_doubt_display()) if day.state == Occurrence.State.PROPOSED else day.words


class KeptPolicy(ModelPermissionPolicy):
    """As the permissions say, but nobody deletes: calendars that follow a day must be told that it is called off."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class OccurrenceViewSet(ModelViewSet):
    """Editors say on which days a festival falls, and confirm what the moon leaves open."""

    model = Occurrence
    icon = "date"
    menu_label = _("Festival days")
    list_display = [
        "starts_on", Column("festival", label=_("Festival"), accessor=festival_of),
        Column("state", label=_("State"), accessor="get_state_display"), Column("about", label="", accessor=readable_words),
    ]  # fmt: skip
    list_filter = ["state"]
    ordering = ["-starts_on"]
    copy_view_enabled = False
    permission_policy = KeptPolicy(Occurrence)

    def get_form_class(self, for_update: bool = False) -> type[OccurrenceForm]:
        return OccurrenceForm


class CountyRecords(ViewSetGroup):
    menu_label = _("County records")
    menu_icon = "table"
    menu_order = 600
    items = (TownshipViewSet, OccurrenceViewSet)


@hooks.register("register_admin_viewset")
def county_records() -> CountyRecords:
    return CountyRecords()


@hooks.register("construct_homepage_panels")
def editors_desk(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("cms.change_occurrence"):
        panels.append(EditorsDesk())


@hooks.register("insert_global_admin_css")
def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("insert_global_admin_js")
def drawings_to_see() -> str:
    """Beside a list of drawings, their pictures: names alone do not say which is meant."""
    return format_html('<script src="{}" data-art="{}" data-words="{}" defer></script>', static("js/drawings.js"),
                       static("art/"), _("Choose by the picture"))  # fmt: skip


@hooks.register("after_publish_page")
def say_what_waits(request: HttpRequest, page: Page) -> None:
    """Tell who publishes that the page's other language has fallen behind, and lead there."""
    for translation in waiting_translations(page):
        words = _("The %(language)s page does not have these changes yet.")
        language = translation.target_locale.get_display_name()
        button = messages.button(translation.get_target_instance_edit_url(), _("Translate what changed"))
        messages.warning(request, words % {"language": language}, buttons=[button])


@hooks.register("register_admin_urls")
def track_addresses() -> list[URLPattern]:
    return [path("route-track/<int:page_id>/", import_track, name="route_track")]


@hooks.register("register_page_header_buttons")
def track_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a route's Chinese page, which its translation follows."""
    is_route = page.specific_class is RoutePage and page.locale.language_code == SOURCE
    if is_route and page.permissions_for_user(user).can_edit():
        yield Button(_("Track from a file"), reverse("route_track", args=[page.pk]), icon_name="upload", priority=60)


@hooks.register("before_delete_page")
def keep_places_in_use(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A place that routes stop at stays: the database refuses as well, but not in words."""
    return refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_all_places_in_use(request: HttpRequest, action: str, pages: Iterable[Any], _view: Any) -> HttpResponse | None:
    return refusal(request, [page for page in pages if isinstance(page, Page)]) if action == "delete" else None


def refusal(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        if routes := routes_that_need(page):
            words = _("“%(page)s” stays: these routes stop there: %(routes)s. Take the stop out of them first.")
            messages.error(request, words % {"page": page.title, "routes": pgettext("between names", ", ").join(routes)})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
