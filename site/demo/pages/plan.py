"""The tree of pages the files ask for, parents before children."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cms.models import (
    CultureIndexPage,
    CulturePage,
    FestivalIndexPage,
    FestivalPage,
    GuidanceIndexPage,
    GuidancePage,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    TextPage,
    VisitIndexPage,
)
from courses.curriculum.models import LearnIndexPage, LessonPage, ModulePage, ProgrammePage
from demo.content import Written, folder, folders, in_language, read, slug_of
from demo.pages import county, learning
from demo.pages.blocks import Blocks, key_of

Words = dict[str, Any]
Fields = Callable[[Words, Blocks], Words]

INDEXES: dict[str, type[Page]] = {
    "learn": LearnIndexPage,
    "visit": VisitIndexPage,
    "visit/routes": RouteIndexPage,
    "visit/places": PlaceIndexPage,
    "visit/festivals": FestivalIndexPage,
    "culture": CultureIndexPage,
    "guidance": GuidanceIndexPage,
}
KINDS: dict[str, tuple[str, type[Page], Fields]] = {
    "culture": ("culture", CulturePage, county.culture),
    "places": ("visit/places", PlacePage, county.place),
    "routes": ("visit/routes", RoutePage, county.route),
    "festivals": ("visit/festivals", FestivalPage, county.festival),
    "guidance": ("guidance", GuidancePage, county.guidance),
}


@dataclass(frozen=True)
class Planned:
    """A page to be: where it stands under the home page ("" is the home page), what it is and what it says."""

    path: str
    kind: type[Page]
    words: Words
    fields: Fields

    def page(self, language: str) -> Page:
        """The page in one language ("zh" or "en"), not saved; its blocks have the same ids in both."""
        said = self.fields(in_language(self.words, language), Blocks(self.path))
        return self.kind(**{"slug": self.path.rpartition("/")[2], "translation_key": key_of(self.path), **said})


def planned() -> Iterator[Planned]:
    """Every page, parents first, in the order readers see them."""
    words = read("indexes.yaml")
    for path, kind in INDEXES.items():
        yield Planned(path, kind, words[path], county.index)
    for slug, page in read("pages.yaml").items():
        yield Planned(slug, TextPage, page, county.text)
    for name, (parent, kind, fields) in KINDS.items():
        for written in folder(name):
            yield Planned(f"{parent}/{written.slug}", kind, written.words, fields)
    for camp in folders("programmes"):
        yield from programme(f"learn/{slug_of(camp)}", str(camp))


def programme(path: str, camp: str) -> Iterator[Planned]:
    """A boot camp, its stages and their lessons."""
    yield Planned(path, ProgrammePage, read(f"{camp}/programme.yaml"), learning.programme)
    for stage in folders(camp):
        under = f"{path}/{slug_of(stage)}"
        yield Planned(under, ModulePage, read(f"{stage}/stage.yaml"), learning.stage)
        for lesson in lessons(str(stage)):
            yield Planned(f"{under}/{lesson.slug}", LessonPage, lesson.words, learning.lesson)


def lessons(stage: str) -> Iterator[Written]:
    """The lessons of a stage's folder, in their order."""
    return folder(stage, skip=frozenset({"stage.yaml"}))
