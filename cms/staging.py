"""Longer routes made of routes: what each stage adds, and where a stage stands in the routes it serves."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.models import RoutePage, RouteStage, RouteStop, Track
from cms.queries import in_both


@dataclass(frozen=True)
class Stage:
    number: int
    page: RoutePage
    stops: int
    track: Track | None = None

    @property
    def days(self) -> int:
        return self.page.days

    @property
    def length_km(self) -> float | None:
        """None unless somebody recorded it: a sample is no measurement."""
        return self.track.length_km if self.track and not self.track.is_sample else None


@dataclass(frozen=True)
class Within:
    """A longer route seen from one of its stages."""

    route: RoutePage
    number: int
    stages: list[RoutePage]

    @property
    def previous(self) -> RoutePage | None:
        return self.stages[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> RoutePage | None:
        return self.stages[self.number] if self.number < len(self.stages) else None


def stages_of(page: RoutePage) -> list[RoutePage]:
    """The live routes `page` is made of, in order, in the reader's language. One query, two when it has any."""
    keys = [row.stage.translation_key for row in page.route_stages.select_related("stage")]
    found = in_keys(keys) if keys else {}
    return [found[key] for key in keys if key in found]


def in_keys(keys: Iterable[object]) -> dict[object, RoutePage]:
    pages = in_both(RoutePage.objects.filter(translation_key__in=set(keys)))
    return {page.translation_key: page for page in pages}


def first_days(legs: list[RoutePage], rows: list[RouteStop]) -> dict[int, int]:
    """How many days lie before each leg, by its page's number: as many as the legs before it take, or their stops name."""
    before, gone = {}, 0
    for leg in legs:
        before[leg.pk] = gone
        gone += max([leg.days, *(row.day for row in rows if row.route_id == leg.pk)])
    return before


def joined(page: RoutePage, tracks: list[Track]) -> Track | None:
    """The tracks of the legs as one, a segment for each of theirs; a sample in it makes a sample of the whole."""
    if len(tracks) < 2:
        return tracks[0] if tracks else None
    segments = [part for track in tracks for part in track.segments]
    return Track(
        route_key=page.translation_key, segments=segments, is_sample=any(track.is_sample for track in tracks),
        kept_at=max(track.kept_at for track in tracks),
    )  # fmt: skip


def longer_routes_with(page: RoutePage) -> list[Within]:
    """The live routes that have `page` as a stage, with the stages before and after it in each. No query where the page was
    read with the word that none has it."""
    if not getattr(page, "is_stage", True):
        return []
    wholes = in_both(RoutePage.objects.filter(route_stages__stage__translation_key=page.translation_key).distinct())
    if not wholes:
        return []
    rows = list(RouteStage.objects.filter(route__in=wholes).select_related("stage").order_by("sort_order", "pk"))
    found = in_keys(row.stage.translation_key for row in rows)
    made = []
    for whole in wholes:
        keys = [row.stage.translation_key for row in rows if row.route_id == whole.pk]
        stages = [found[key] for key in keys if key in found]
        number = next((n for n, stage in enumerate(stages, 1) if stage.translation_key == page.translation_key), 0)
        made += [Within(whole, number, stages)] if number else []
    return made
