"""What else is near a place, a route or a festival: by the straight line where both points are measured, else by township."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from wagtail.models import Page

from cms.geography.datum import Point
from cms.geography.spots import metres
from cms.itinerary import outing_of
from cms.models import FestivalPage, PlacePage, RoutePage
from cms.queries import in_both, routes_through

NEAR = 15_000  # metres of a straight line
MOST = 5


@dataclass(frozen=True)
class Ground:
    """Where a page is: measured points, and townships; and the places that are part of it."""

    points: list[Point]
    townships: set[str]
    places: list[PlacePage]


@dataclass(frozen=True)
class Near:
    """A place nearby; `km` is None where one of the two points is not measured: then it is in the same township."""

    page: PlacePage
    km: float | None


@dataclass(frozen=True)
class Around:
    places: list[Near]
    stopping: list[RoutePage]  # routes that stop at the place itself
    routes: list[RoutePage]
    festivals: list[FestivalPage]

    @property
    def is_anything(self) -> bool:
        return bool(self.places or self.stopping or self.routes or self.festivals)

    @property
    def has_unmeasured(self) -> bool:
        """Whether a place is known to be near by its township only."""
        return any(near.km is None for near in self.places)


def ground_of(page: Page) -> Ground:
    """Where `page` is. A route is wherever it stops; a festival is known by its township only."""
    if isinstance(page, FestivalPage):
        return Ground([], {page.township} - {""}, [])
    halts = outing_of(page).halts  # type: ignore[arg-type]
    towns = {slug for halt in halts for slug in (getattr(halt.row, "township", ""), getattr(halt.place, "township", ""))}
    points = [halt.spot.point for halt in halts if halt.spot and halt.spot.is_measured]
    return Ground(points, towns - {""}, [halt.place for halt in halts if halt.place])


def around(page: Page) -> Around:
    """Places, routes and festivals near `page`, never itself. Three queries; fewer where nothing says where it is."""
    ground, own = ground_of(page), page.translation_key
    places = places_near(ground) if ground.townships or ground.points else []
    passing = routes_through(*ground.places, *(near.page for near in places), at=own)
    stopping = [route for route in passing if route.stops_here]  # type: ignore[attr-defined]  # asked of the query
    others = [route for route in passing if route not in stopping and route.translation_key != own]
    there = FestivalPage.objects.filter(township__in=ground.townships).exclude(translation_key=own)
    return Around(places[:MOST], stopping, others[:MOST], in_both(there)[:MOST])


def places_near(ground: Ground) -> list[Near]:
    """The measured ones first, the nearest before the others; then those that are only known to be in the same township."""
    inside = {place.translation_key for place in ground.places}
    every = in_both(PlacePage.objects.exclude(translation_key__in=inside))
    found = [near for near in map(partial(near_to, ground), every) if near]
    return sorted(found, key=lambda near: (near.km is None, near.km or 0))


def near_to(ground: Ground, place: PlacePage) -> Near | None:
    """`place` with its distance from the nearest point of `ground`; None when it is too far, or nothing says it is near."""
    far = nearest((float(place.latitude), float(place.longitude)), ground.points) if place.has_point else None  # type: ignore[arg-type]
    if place.township in ground.townships or (far is not None and far <= NEAR):
        return Near(place, round(far / 1000, 1) if far is not None else None)
    return None


def nearest(point: Point, points: Iterable[Point]) -> float | None:
    """Metres to the nearest of `points` along the great circle; None when there is none."""
    return min((metres(point, other) for other in points), default=None)
