"""What waits for an editor, what is stale and what is broken: each in a fixed number of queries, however much there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, TaskState, WorkflowState
from wagtailmedia.models import get_media_model

from cms.completeness import known_of, lacks_of_media, mappings_in
from cms.editing.translating import lagging
from cms.models import CulturePage, FestivalPage, GuidancePage, Occurrence, PlacePage, RoutePage, RouteStop
from cms.pages.claims import GOOD_FOR, due_for_checking
from cms.routing import SOURCE

CLAIMING = (CulturePage, PlacePage, RoutePage, FestivalPage)
ILLUSTRATED = (CulturePage, PlacePage, FestivalPage, GuidancePage)


@dataclass(frozen=True)
class Due:
    """A page to look at; `why` in the editor's words, or ""."""

    pk: int
    title: str
    why: str = ""

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.pk])


def waiting_for(user: Any) -> int:
    """How many reviews wait for one of the user's groups. One query."""
    running = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    return running.filter(task__groupapprovaltask__groups__user=user).values("pk").distinct().count()


def days_to_confirm(today: date) -> int:
    """How many festival days the moon leaves open. One query."""
    return Occurrence.objects.to_confirm(today).count()


def unchecked_facts(today: date) -> list[Due]:
    """The Chinese pages whose facts nobody looked at for a year: their own, or one in their text. Nine queries."""
    rows = [due_for_checking(model, SOURCE, today).values_list("pk", "title") for model in CLAIMING]
    found = [Due(pk, title) for each in (*rows, unchecked_guidance(today)) for pk, title in each]
    known = {one.pk for one in found}
    return [*found, *(one for one in unchecked_in_texts(today) if one.pk not in known)]


def unchecked_guidance(today: date) -> QuerySet:
    """(number, title) of guidance that nobody looked at for a year, the longest first."""
    unchecked = Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=today - GOOD_FOR)
    rows = GuidancePage.objects.live().filter(unchecked, locale__language_code=SOURCE)
    return rows.order_by(F("reviewed_on").asc(nulls_first=True), "pk").values_list("pk", "title")


def unchecked_in_texts(today: date) -> list[Due]:
    """Pages with a fact that bears a day of its own, a year ago or more. Only texts with such a day are read."""
    oldest, found = (today - GOOD_FOR).isoformat(), []
    for model in ILLUSTRATED:
        rows = model.objects.live().filter(locale__language_code=SOURCE).annotate(text=Cast("body", TextField()))
        for page in rows.filter(text__contains='"checked_on": "').order_by("path"):
            facts = mappings_in(page.body.get_prep_value())
            old = [one["label"] for one in facts if one.get("label") and one.get("checked_on") and one["checked_on"] < oldest]
            if old:
                found.append(Due(page.pk, page.title, ", ".join(old)))
    return found


def stale_translations() -> list[Due]:
    """The translated pages that lack words since their source changed. Two queries."""
    behind = lagging().values_list("source__object_id", "target_locale_id")
    wanted = set(behind)
    pages = Page.objects.filter(translation_key__in=[key for key, locale in wanted]).order_by("path")
    rows = pages.values_list("pk", "title", "translation_key", "locale_id")
    return [Due(pk, title) for pk, title, key, locale in rows if (key, locale) in wanted]


def untranslated() -> list[Due]:
    """Live Chinese pages that have no page in the other language. One query."""
    others = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    rows = Page.objects.live().filter(~Exists(others), locale__language_code=SOURCE, depth__gt=2).order_by("path")
    return [Due(pk, title) for pk, title in rows.values_list("pk", "title")]


def illustrated(kinds: Iterable[type[Page]]) -> list[Page]:
    """The live pages of `kinds` with a photograph or a recording in their body."""
    shown = ReferenceIndex.objects.filter(to_content_type__model__in=(
        get_image_model()._meta.model_name, get_media_model()._meta.model_name,
    ))  # fmt: skip
    keys = [int(key) for key in shown.values_list("object_id", flat=True).distinct() if key.isdecimal()]
    return [page for kind in kinds for page in kind.objects.live().filter(pk__in=keys)]


def broken_media() -> list[Due]:
    """Pages whose photographs have no words, or whose photographs and recordings have no maker or licence. Seven queries."""
    pages = illustrated(ILLUSTRATED)
    raws = {page.pk: page.body.get_prep_value() for page in pages}  # type: ignore[attr-defined]
    known = known_of(raws.values())
    found = [Due(page.pk, page.title, " ".join(lacks_of_media(raws[page.pk], known))) for page in pages]
    return [one for one in found if one.why]


def broken_links() -> list[Due]:
    """Guidance that leads to a lesson, and routes that stop at a place, which are not there any more. Three queries."""
    lessons = GuidancePage.objects.live().exclude(lesson_path="").values_list("pk", "title", "lesson_path")
    wanted = [(pk, title, path.strip("/")) for pk, title, path in lessons]
    there = paths_of(Page.objects.live().filter(url_path__contains="/learn/"))
    found = [Due(pk, title, path) for pk, title, path in wanted if path not in there]
    gone: dict[int, Due] = {}
    stops = RouteStop.objects.filter(route__live=True, place__live=False).order_by("route__path", "sort_order")
    for stop in stops.select_related("route", "place"):
        before = gone.get(stop.route_id)
        why = f"{before.why}, {stop.place.title}" if before else stop.place.title
        gone[stop.route_id] = Due(stop.route_id, stop.route.title, why)
    return [*found, *gone.values()]


def paths_of(pages: QuerySet) -> set[str]:
    """What follows "learn/" in the addresses of `pages`."""
    return {path.strip("/").partition("learn/")[2] for path in pages.values_list("url_path", flat=True)}
