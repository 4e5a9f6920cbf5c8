"""Rows both languages share: townships, days of festivals, quick checks, assignments and the terms."""

from datetime import date
from itertools import chain
from uuid import UUID

from lunardate import LunarDate

from cms.models import Occurrence, Township
from cms.moon import reckon
from courses.assessment.models import Assignment, Criterion
from courses.assessment.rubrics import USUAL, give_levels
from courses.questions.models import Choice, Question
from demo.content import both, both_lines, folder, folders, read, slug_of
from demo.pages.blocks import key_of
from demo.pages.plan import lessons
from shops.franchise.models import FranchiseTerms


class WrongDay(Exception):
    """A festival's file gives a day that the lunar calendar does not."""


def load_townships() -> None:
    for words in read("townships.yaml"):
        point = {"latitude": str(words["lat"]), "longitude": str(words["lon"])}
        Township.objects.get_or_create(slug=words["slug"], defaults={**both(words["name"], "name"), **point})


def load_occurrences() -> None:
    """Each festival's days, checked against its lunar day. Raises WrongDay."""
    for festival in folder("festivals"):
        key = key_of(f"visit/festivals/{festival.slug}")
        for year, written in festival.words["dates"].items():
            day = date.fromisoformat(str(written))
            if lunar := festival.words.get("lunar"):
                reckoned = LunarDate(int(year), lunar["month"], lunar["day"]).to_solar_date()
                if reckoned != day:
                    raise WrongDay(f"{festival.file.name}: {day} is written, the lunar calendar says {reckoned}")
            Occurrence.objects.get_or_create(
                festival_key=key, starts_on=day, defaults=known_of(int(year), lunar) if lunar else {}
            )


def known_of(year: int, lunar: dict) -> dict:
    """What the calendar says of a lunar day: an editor confirms the doubtful ones."""
    found = reckon(year, lunar["month"], lunar["day"])
    doubt = found.doubt if found else ""
    return {"lunar_year": year, "doubt": doubt, "state": Occurrence.State.PROPOSED if doubt else Occurrence.State.RECKONED}


def load_terms() -> None:
    """The franchise terms: a clause's title on its first line, an empty line between clauses."""
    words = read("terms.yaml")
    pairs = [both_lines([clause["title"], clause["text"]], "body") for clause in words["clauses"]]
    body = {name: "\n\n".join(pair[name] for pair in pairs) for name in pairs[0]}
    defaults = {**both(words["title"], "title"), **body, "effective_on": date(2026, 1, 1)}
    FranchiseTerms.objects.get_or_create(version=words["version"], defaults=defaults)


def load_questions() -> None:
    """The quick check of every lesson that has one."""
    asked = set(Question.objects.values_list("lesson_key", flat=True))
    stages = chain.from_iterable(folders(str(camp)) for camp in folders("programmes"))
    for stage in stages:
        for lesson in lessons(str(stage)):
            key = key_of(f"learn/{slug_of(stage.parent)}/{slug_of(stage)}/{lesson.slug}")
            if lesson.words.get("check") and key not in asked:
                ask(key, lesson.words["check"])


def ask(key: UUID, check: dict) -> None:
    question = Question.objects.create(lesson_key=key, position=1, **both(check["question"], "text"))
    for position, words in enumerate(check["choices"], start=1):
        said = {**both(words["text"], "text"), **both(words["why"], "why")}
        Choice.objects.create(question=question, position=position, is_right=words["right"], **said)


def load_assignments() -> None:
    """What each stage asks for, and its rubric."""
    for camp in folders("programmes"):
        programme = key_of(f"learn/{slug_of(camp)}")
        for position, stage in enumerate(folders(str(camp)), start=1):
            words = read(f"{stage}/stage.yaml").get("assignment")
            module = key_of(f"learn/{slug_of(camp)}/{slug_of(stage)}")
            if words and not Assignment.objects.required().filter(module_key=module).exists():
                assign(words, programme_key=programme, module_key=module, position=position)


def load_optional() -> None:
    """What may be made besides: the same three works, each offered by one stage of every camp."""
    for written in folder("visits"):
        for camp in folders("programmes"):
            programme, stage = key_of(f"learn/{slug_of(camp)}"), camp / written.words["stages"][slug_of(camp)]
            if not Assignment.objects.filter(programme_key=programme, piece=written.words["kind"]).exists():
                module = key_of(f"learn/{slug_of(camp)}/{slug_of(stage)}")
                number = list(folders(str(camp))).index(stage) + 1
                assign(written.words, programme_key=programme, module_key=module, position=number)


def assign(words: dict, **place: object) -> None:
    said = {**both(words["title"], "title"), **both(words["brief"], "brief"), **both_lines(words["good"], "good")}
    assignment = Assignment.objects.create(piece=words["kind"], **place, **said)
    for position, line in enumerate(words["rubric"], start=1):
        said = {**both(line["name"], "name"), **both(line["good"], "good")}
        criterion = Criterion.objects.create(assignment=assignment, position=position, **said)
        levels = tuple((level["zh"], level["en"]) for level in line.get("levels", []))
        give_levels(criterion, levels or USUAL)
