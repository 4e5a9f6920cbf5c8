"""Where the CMS asks us while a page is edited, listed, moved or published."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.editing.commenting import tell_of_comments
from cms.editing.translating import UpdateTranslations, follow_move, lacks_of, translation_at, with_lag
from cms.guide.views import chapter, guide
from common.clock import now

FIRST = -10  # before wagtail-localize, which publishes whatever there is


@hooks.register("before_edit_page", order=FIRST)
def whole_translations_only(request: HttpRequest, page: Page) -> HttpResponse | None:
    """On the screen where a page is translated, "publish" is refused while a passage is missing."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_at(page)
    found = lacks_of(translation) if translation else []
    for words in found:
        messages.error(request, words)
    return redirect(request.path) if found else None


@hooks.register("register_admin_urls", order=FIRST)
def updating() -> list[URLPattern]:
    """In the place of wagtail-localize's own page, which is asked later."""
    view = UpdateTranslations.as_view()
    return [path("localize/update/<int:translation_source_id>/", view, name="update_whole_translations")]


@hooks.register("register_admin_urls")
def guide_addresses() -> list[URLPattern]:
    return [path("guide/", guide, name="editors_guide"), path("guide/<slug:slug>/", chapter, name="editors_guide_chapter")]


@hooks.register("register_admin_menu_item")
def guide_in_the_menu() -> MenuItem:
    return MenuItem(
        gettext_lazy("Editors’ guide"), reverse_lazy("editors_guide"), name="editors-guide", icon_name="help", order=150
    )


@hooks.register("construct_main_menu")
def without_wagtails_help(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own help speaks of its makers' news, in English; ours stands in the menu."""
    items[:] = [one for one in items if one.name != "help"]


@hooks.register("construct_explorer_page_queryset")
def say_what_is_behind(_parent: Page, pages: QuerySet, _request: HttpRequest) -> QuerySet:
    return with_lag(pages)


@hooks.register("after_edit_page")
def say_what_was_joined(request: HttpRequest, page: Page) -> None:
    if by := getattr(page, "joined_with", ""):
        words = _("%(by)s saved this page while you wrote. Both your changes are in it now; look it over.")
        messages.warning(request, words % {"by": by})


@hooks.register("after_edit_page")
def write_of_comments(request: HttpRequest, page: Page) -> None:
    tell_of_comments(page=page, by=request.user, at=now())


@hooks.register("after_move_page")
def move_translations(request: HttpRequest, page: Page) -> None:
    say_moved(request, follow_move(page=Page.objects.get(pk=page.pk), by=request.user))


@hooks.register("after_bulk_action")
def move_all_translations(request: HttpRequest, action: str, pages: Iterable[Any], _view: Any) -> None:
    for page in [one for one in pages if isinstance(one, Page)] if action == "move" else []:
        say_moved(request, follow_move(page=Page.objects.get(pk=page.pk), by=request.user))


def say_moved(request: HttpRequest, moved: list[Page]) -> None:
    for page in moved:
        messages.info(request, _("“%(page)s” was moved with it. Old addresses lead to the new ones.") % {"page": page.title})
