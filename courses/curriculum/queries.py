"""A programme's outline, its stages and lessons in both languages, in two queries however long it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.models import Page

from courses.curriculum.models import LessonPage, ModulePage, ProgrammePage
from courses.curriculum.order import Opens

SOURCE = "zh-hans"  # what exists is counted in the language it is written in first
STEP = Page.steplen


@dataclass(frozen=True)
class Line:
    """A page in a list: its title in both languages (so that `said` and `second` work on it), and its address."""

    key: UUID  # translation_key: the same in both languages
    number: int
    title_zh_hans: str
    title_en: str
    url: str
    drawing: str = ""
    lede_zh_hans: str = ""
    lede_en: str = ""

    @property
    def slug(self) -> str:
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @property
    def title(self) -> str:
        """The title in the reader's language, or in the other when that is all there is."""
        return in_reader_language(self.title_zh_hans, self.title_en)

    @property
    def lede(self) -> str:
        return in_reader_language(self.lede_zh_hans, self.lede_en)

    @property
    def lang(self) -> str:
        """The `lang` of the page's words when they are not in the reader's language, else ''."""
        if get_language() == "en":
            return "" if self.title_en else "zh-Hans"
        return "" if self.title_zh_hans else "en"


@dataclass(frozen=True)
class OpensLine(Line):
    """A page that opens when what it needs is done; `needs` are the keys of the lessons chosen."""

    opens: str = Opens.FREELY
    needs: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class LessonLine(OpensLine):
    minutes: int = 0


@dataclass(frozen=True)
class StageLine(OpensLine):
    makes_zh_hans: str = ""
    makes_en: str = ""
    lessons: tuple[LessonLine, ...] = ()

    @property
    def makes(self) -> str:
        return in_reader_language(self.makes_zh_hans, self.makes_en)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class Outline(Line):
    """A programme with its stages, in order."""

    stages: tuple[StageLine, ...] = ()
    lessons: tuple[LessonLine, ...] = field(default=(), repr=False)

    def stage(self, key: UUID) -> StageLine | None:
        """The stage whose own key or one of whose lessons' keys is `key`."""
        return next((s for s in self.stages if s.key == key or any(x.key == key for x in s.lessons)), None)

    def around(self, lesson_key: UUID) -> tuple[LessonLine | None, LessonLine | None]:
        """The lessons before and after, across stages; None at the ends and for a lesson not in the outline."""
        keys = [lesson.key for lesson in self.lessons]
        if lesson_key not in keys:
            return None, None
        at = keys.index(lesson_key)
        before = self.lessons[at - 1] if at else None
        return before, self.lessons[at + 1] if at + 1 < len(keys) else None


def in_reader_language(chinese: str, english: str) -> str:
    return (english or chinese) if get_language() == "en" else (chinese or english)


def outline(programme_key: UUID) -> Outline | None:
    """The outline of the programme with this translation key, or None when no live page has it. Two queries."""
    return outline_from(ProgrammePage.objects.live().filter(translation_key=programme_key))


def outline_around(page: Page) -> Outline | None:
    """The outline of the programme that `page` (a programme, stage or lesson, in either language) belongs to."""
    path = page.path[: len(page.path) - STEP * {ModulePage: 1, LessonPage: 2}.get(type(page), 0)]
    here = ProgrammePage.objects.filter(path=path).values("translation_key")
    return outline_from(ProgrammePage.objects.live().filter(translation_key__in=here))


def stages_in(programme_keys: Iterable[UUID]) -> dict[UUID, int]:
    """How many live stages each of these programmes has in the language it was written in, by its key. One query."""
    inside = ModulePage.objects.live().filter(path__startswith=OuterRef("path")).order_by().values("locale")
    here = ProgrammePage.objects.filter(translation_key__in=list(programme_keys), live=True, locale__language_code=SOURCE)
    rows = here.annotate(stages=Subquery(inside.annotate(n=Count("pk")).values("n")))
    return {key: count for key, count in rows.values_list("translation_key", "stages") if count}


def outlines() -> list[Outline]:
    """Every live programme, in the order of the learn page, without stages. One query."""
    pages = ProgrammePage.objects.live().order_by("path").values(*ROOT_COLUMNS, "locale__language_code")
    keys = list(dict.fromkeys(row["translation_key"] for row in pages))
    found = [{row["locale__language_code"]: row for row in pages if row["translation_key"] == key} for key in keys]
    return [Outline(**line(pair, number)) for number, pair in enumerate(found, 1)]


ROOT_COLUMNS = ("path", "url_path", "translation_key", "title", "lede", "drawing")
# The tree in one query: a page is a stage or a lesson, and the other's columns are NULL.
COLUMNS = {
    "lede": Coalesce("modulepage__lede", "lessonpage__lede"),
    "drawing": Coalesce("modulepage__drawing", "lessonpage__drawing"),
    "makes": F("modulepage__makes"),
    "minutes": F("lessonpage__minutes"),
    "opens": Coalesce("modulepage__opens", "lessonpage__opens"),
    "stage_needs": F("modulepage__needs"),
    "lesson_needs": F("lessonpage__needs"),
}


def outline_from(programmes: Any) -> Outline | None:
    roots = {row["locale__language_code"]: row for row in programmes.values(*ROOT_COLUMNS, "locale__language_code")}
    if not roots:
        return None
    pairs = pairs_under(roots)
    lessons = [pair for pair in pairs if source_of(pair)["minutes"] is not None]
    stages: list[StageLine] = []
    taught: list[LessonLine] = []
    for number, pair in enumerate((pair for pair in pairs if source_of(pair)["makes"] is not None), 1):
        own = tuple(lessons_of(source_of(pair)["path"], lessons))
        taught += own
        stages.append(StageLine(**line(pair, number), **opening(pair), **both(pair, "makes"), lessons=own))
    return Outline(**line(roots, 0), stages=tuple(stages), lessons=tuple(taught))


def lessons_of(stage_path: str, lessons: Iterable[dict[str, Any]]) -> Iterable[LessonLine]:
    own = [pair for pair in lessons if source_of(pair)["path"].startswith(stage_path)]
    for number, pair in enumerate(own, 1):
        yield LessonLine(**line(pair, number), **opening(pair), minutes=source_of(pair)["minutes"])


def pairs_under(roots: dict[str, Any]) -> list[dict[str, Any]]:
    """The live stages and lessons as {language: row}, in the source's order; what only exists translated is left out."""
    under = Q()
    for root in roots.values():
        under |= Q(path__startswith=root["path"], depth__gt=len(root["path"]) // STEP)
    rows = Page.objects.live().filter(under).order_by("path")
    pairs: dict[UUID, dict[str, Any]] = {}
    for row in rows.values("path", "url_path", "translation_key", "title", **COLUMNS):
        language = next(code for code, root in roots.items() if row["path"].startswith(root["path"]))
        pairs.setdefault(row["translation_key"], {})[language] = row
    first = SOURCE if SOURCE in roots else next(iter(roots))
    return sorted((pair for pair in pairs.values() if first in pair), key=lambda pair: pair[first]["path"])


def source_of(pair: dict[str, Any]) -> dict[str, Any]:
    return pair.get(SOURCE) or next(iter(pair.values()))


def both(pair: dict[str, Any], name: str) -> dict[str, Any]:
    return {f"{name}_{code}": pair.get(code.replace("_", "-"), {}).get(name) or "" for code in ("zh_hans", "en")}


def opening(pair: dict[str, Any]) -> dict[str, Any]:
    source = source_of(pair)
    return {
        "opens": source["opens"],
        "needs": tuple(UUID(key) for key in source["stage_needs"] or source["lesson_needs"] or ()),
    }


def line(pair: dict[str, Any], number: int) -> dict[str, Any]:
    source = source_of(pair)
    url = address((pair.get(get_language() or SOURCE) or source)["url_path"])
    words = both(pair, "title") | both(pair, "lede")
    return {"key": source["translation_key"], "number": number, "url": url, "drawing": source["drawing"] or "", **words}


def address(url_path: str) -> str:
    """The public address in the reader's language of a page's `url_path` ("/home-en/learn/…/"), without a query."""
    return f"/{get_language() or SOURCE}/{url_path.split('/', 2)[2]}"


def first_lesson_path() -> str:
    """Where the first boot camp's first lesson stands below the reader's language; the boot camps' page while there is none.

    One query.
    """
    rows = LessonPage.objects.live().filter(locale__language_code=get_language() or "zh-hans").order_by("path")
    found = rows.values_list("url_path", flat=True).first()
    return found.split("/", 2)[2] if found else "learn/"
