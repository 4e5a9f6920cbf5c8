"""What each list of the county's pages can be narrowed by."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Site

from accounts.models import Role
from cms.models import CulturePage, GuidancePage, PlacePage
from cms.narrowing import Facet
from cms.pages.access import Steps
from cms.queries import FestivalDay, in_both
from cms.routing import SOURCE

LONG = 3  # days from which a route is a long one
WRITERS = {Role.MENTOR: gettext_lazy("A mentor"), Role.EDITOR: gettext_lazy("An editor")}
OFFICE = gettext_lazy("The county’s office")
Names = Mapping[str, str]


def one(value: str, words: Any) -> dict[str, Any]:
    return {value: words} if value else {}


def kind_of(page: Any) -> dict[str, Any]:
    return one(page.kind, page.get_kind_display())


def access_of(page: Any) -> dict[str, Any]:
    """What somebody has looked at and found good; what nobody knows counts for nothing."""
    found = {}
    if page.steps == Steps.NONE:
        found["no-steps"] = _("Without steps")
    if page.has_wide_toilet:
        found["toilet"] = _("A toilet for wheelchairs")
    return found


def written_as(name: str) -> Callable[[Any], dict[str, Any]]:
    """The words of a field; its address is the Chinese ones, so that a list stays as it is when the language changes."""

    def values(page: Any) -> dict[str, Any]:
        twin = getattr(page, "twin", None)
        source = twin if twin is not None and twin.locale.language_code == SOURCE else page
        return one(getattr(source, name) or getattr(page, name), getattr(page, name) or getattr(source, name))

    return values


def months_of(page: Any) -> dict[str, Any]:
    return {str(month): MONTHS[month] for month in page.month_numbers if month in MONTHS}


def days_of(page: Any) -> dict[str, Any]:
    words = {1: _("One day"), 2: _("Two days"), LONG: _("Three days or more")}
    days = max(1, min(page.days, LONG))
    return {str(days): words[days]}


def of_places(names: Names) -> list[Facet]:
    return [
        Facet("kind", gettext_lazy("Kind"), kind_of, PlacePage.Kind.values),
        Facet("township", gettext_lazy("Township"), lambda page: one(page.township, names.get(page.township, "")), list(names)),
        Facet("access", gettext_lazy("Access"), access_of),
    ]


def of_routes() -> list[Facet]:
    return [
        Facet("days", gettext_lazy("How long"), days_of, ("1", "2", "3")),
        Facet("month", gettext_lazy("Month"), months_of, [str(month) for month in MONTHS]),
        Facet("effort", gettext_lazy("Effort"), written_as("effort")),
        Facet("access", gettext_lazy("Access"), access_of),
        Facet("theme", gettext_lazy("Theme"), written_as("theme")),
    ]


def of_culture() -> list[Facet]:
    return [Facet("kind", gettext_lazy("Kind"), kind_of, CulturePage.Kind.values)]


def when(festival: FestivalDay) -> dict[str, Any]:
    """Whether its day goes by the moon, and whether it is known yet."""
    found = {"moon": _("By the moon")} if festival.page.lunar_month else {}
    known = ("known", _("The day is known")) if festival.on else ("open", _("To be announced"))
    return found | one(*known)


def festival_months(festival: FestivalDay) -> dict[str, Any]:
    return {str(day.starts_on.month): MONTHS[day.starts_on.month] for day in festival.days}


def of_festivals() -> list[Facet]:
    return [
        Facet("month", gettext_lazy("Month"), festival_months, [str(month) for month in MONTHS]),
        Facet("when", gettext_lazy("How its day is set"), when, ("moon", "known", "open")),
    ]


def author_kind(page: GuidancePage) -> dict[str, Any]:
    """Who wrote it: a mentor, an editor, or the office where nobody's name stands."""
    roles = {grant.role for grant in page.author.grants.all()} if page.author else set()
    return next((one(str(role), words) for role, words in WRITERS.items() if role in roles), one("office", OFFICE))


def stage_of(page: GuidancePage) -> str:
    """The stage of the boot camp it belongs to, as addresses have it: "ecommerce/packing"; '' for none."""
    return "/".join(page.lesson_path.strip("/").split("/")[:2])


def stage_titles(pages: list[GuidancePage]) -> dict[str, str]:
    """The titles of the stages that these articles belong to, in the reader's language. One query, none without stages."""
    stages = {stage_of(page) for page in pages} - {""}
    if not stages:
        return {}
    paths = {f"{root.root_path}learn/{stage}/": stage for root in Site.get_site_root_paths() for stage in stages}
    found = in_both(Page.objects.filter(url_path__in=list(paths)))
    return {paths[page.url_path]: page.title for page in found}


def of_guidance(pages: list[GuidancePage]) -> list[Facet]:
    titles = stage_titles(pages)

    def subject(page: GuidancePage) -> dict[str, Any]:
        stage = stage_of(page)
        return one(stage, titles[stage]) if stage in titles else {}

    return [
        Facet("stage", gettext_lazy("Subject"), subject, list(titles)),
        Facet("by", gettext_lazy("Written by"), author_kind),
    ]
