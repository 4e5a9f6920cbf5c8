"""A cohort's answers as a workbook: the numbers, the sentences, and what is counted. No names: a file travels."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from common.sheets import packed, write
from courses.surveys.queries import FEWEST, Result, Tally


def workbook(found: list[Result]) -> bytes:
    """The XLSX file of `results`."""
    book = Workbook()
    figures = book.active
    assert isinstance(figures, Worksheet)
    figures.title = _("Numbers")
    write(figures, 1, heads(), bold=True)
    rows = [row for one in found for row in rows_of(one)]
    for number, row in enumerate(rows, 2):
        write(figures, number, row)
    figures.freeze_panes = "A2"
    for letter, width in zip("ABCDE", (28, 10, 12, 36, 24), strict=True):
        figures.column_dimensions[letter].width = width
    said = book.create_sheet(_("Sentences"))
    write(said, 1, [_("Stage"), _("Question"), _("Sentence")], bold=True)
    sentences: list[list[object]] = [
        [name_of(one), group.questions.sentence, each.words]
        for one in found
        for group in one.worded
        for each in group.sentences
    ]
    for number, row in enumerate(sentences, 2):
        write(said, number, row)
    for letter, width in zip("ABC", (28, 36, 90), strict=True):
        said.column_dimensions[letter].width = width
    meanings = book.create_sheet(_("What is counted"))
    meanings.column_dimensions["A"].width = 110
    for number, words in enumerate(meaning(), 1):
        write(meanings, number, [words])
    return packed(book)


def heads() -> list[object]:
    asked, counted = [_("Question"), _("What could be chosen")], [_("How many"), _("Of how many answers")]
    return [_("Stage"), _("Answered"), _("Reached it"), *asked, *counted]


def name_of(result: Result) -> str:
    return f"{result.stage.number} {result.stage.title}" if result.stage else _("The whole boot camp")


def rows_of(result: Result) -> list[list[object]]:
    """A row for each thing that could be answered; one alone where nothing is shown."""
    start: list[object] = [name_of(result), result.answered, result.reached]
    rows: list[list[object]] = []
    for group in result.worded:
        rows += [[*start, group.questions.face, *tallied(one)] for one in group.faces]
        rows += [[*start, group.questions.choice, *tallied(one)] for one in group.options]
    return rows or [start]


def tallied(one: Tally) -> list[object]:
    return [str(one.words), one.count, one.of]


def meaning() -> list[str]:
    """What each number is of: the same words as on the page."""
    return [
        _("A stage is reached when its piece is approved. Who graduated has reached every stage and the end."),
        _("Fewer than %(n)s answers to the same questions are counted and not shown.") % {"n": FEWEST},
        _("After the stroke stands how many answered that question; each of the three may be left out."),
        _("Nobody is named, except to their own mentor on the page, where they ticked it."),
    ]
