"""Serving pages in two queries, and calendars to follow. Wagtail asks eight before a page says a word: site, languages…"""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve_chain
from wagtail.wagtail_hooks import check_view_restrictions

from cms.calendars import CONTENT_TYPE, calendar_of
from cms.models import FestivalPage, Recording, RouteStage
from cms.queries import festival_named, followed_days, in_both
from cms.routing import address, reader_language
from common.clock import now, shanghai_day

AS_STAGE = RouteStage.objects.filter(stage__translation_key=OuterRef("translation_key"))


def page_at(path: str) -> Page:
    """The live page at `path` under a home page, in the reader's language or else the other; raises Http404.

    Both languages come in one query (slugs are the same), so the page knows its `twin`. `is_open` says that no page
    of the site asks for a password or a sign-in, `is_stage` that a longer route has this one as a stage.
    """
    roots = {root.root_path + path: root.language_code for root in Site.get_site_root_paths()}
    rows = Page.objects.live().filter(url_path__in=list(roots)).select_related("locale", "content_type")
    found = list(rows.annotate(is_closed=Exists(PageViewRestriction.objects.all()), is_stage=Exists(AS_STAGE)))
    if not found:
        raise Http404
    page = min(found, key=lambda row: row.locale.language_code != reader_language())
    specific = page.specific
    specific.locale, specific.is_open, specific.is_stage = page.locale, not page.is_closed, page.is_stage
    if twin := next((row for row in found if row is not page and row.translation_key == page.translation_key), None):
        specific.twin = twin
    return specific


def moved_to(page: Page) -> str:
    """Where the page is in the reader's language, when `page` is its translation at an address only that one still has."""
    twin = getattr(page, "twin", None) if page.locale.language_code != reader_language() else None
    return address(twin) if twin and twin.live else ""


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page as Wagtail does, hooks and all; restrictions are looked up only where the site has any."""
    page = page_at(path)
    if there := moved_to(page):
        return HttpResponseRedirect(there)
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        if not (hook is check_view_restrictions and page.is_open):
            chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return chain(page, request, [], {})


def festivals_file(request: HttpRequest) -> HttpResponse:
    """Every festival, for a calendar that follows."""
    days = followed_days(in_both(FestivalPage.objects.all()), shanghai_day(now()))
    return HttpResponse(calendar_of(days), content_type=CONTENT_TYPE)


def festival_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One festival's days; one with no day yet has an empty calendar, which fills itself. Raises Http404."""
    page = festival_named(slug)
    if page is None:
        raise Http404
    return HttpResponse(calendar_of(followed_days([page], shanghai_day(now())), page.title), content_type=CONTENT_TYPE)


def captions(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """A recording's captions in one of the two languages. Raises Http404."""
    found: Any = Recording.objects.filter(media=pk).values("captions_zh", "captions_en").first() or {}
    words = found.get({"zh": "captions_zh", "en": "captions_en"}.get(language, ""))
    if not words:
        raise Http404
    return HttpResponse(words, content_type="text/vtt; charset=utf-8")
