"""The report as a workbook: a sheet of figures, a sheet of what each figure means. Text is text, never a formula."""

from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from common.sheets import packed, write
from courses.certificates.queries import certificates_in
from courses.curriculum.queries import in_reader_language
from front.funnel import STEPS, Line


def workbook(lines: list[Line], total: Line) -> bytes:
    """The XLSX file of these lines and their sum, and of the cohorts' certificates. One query."""
    book = Workbook()
    figures = book.active
    assert isinstance(figures, Worksheet)
    figures.title = _("Figures")
    write(figures, 1, [_("Programme"), _("Cohort"), _("Begins"), *headings()], bold=True)
    for number, line in enumerate(lines, 2):
        title = line.course.title if line.course else ""
        write(figures, number, [title, line.cohort.name, line.cohort.starts_on, *numbers(line)])
    write(figures, len(lines) + 2, [_("Together"), "", None, *numbers(total)], bold=True)
    list_certificates(book.create_sheet(_("Certificates")), lines)
    meanings = book.create_sheet(_("What is counted"))
    for number, step in enumerate(STEPS, 1):
        write(meanings, number, [str(step.words), str(step.definition)])
    figures.freeze_panes = "D2"
    for sheet, widths in ((figures, (26, 26, 12)), (meanings, (18, 110))):
        for letter, width in zip("ABC", widths, strict=False):
            sheet.column_dimensions[letter].width = width
    return packed(book)


def list_certificates(sheet: Worksheet, lines: list[Line]) -> None:
    """Every certificate by its number, with the cohort it was awarded in; anyone can check the number, so no names."""
    write(sheet, 1, [_("Number"), _("Programme"), _("Cohort"), _("Awarded"), _("Stands")], bold=True)
    for number, one in enumerate(certificates_in(line.cohort for line in lines), 2):
        stands = _("no, revoked") if one.revoked_at else _("yes")
        programme = in_reader_language(one.programme_zh, one.programme_en)
        cohort = in_reader_language(one.cohort_zh, one.cohort_en)
        write(sheet, number, [one.number, programme, cohort, one.awarded_on.isoformat(), stands])
    for letter, width in zip("ABC", (20, 26, 26), strict=True):
        sheet.column_dimensions[letter].width = width


def headings() -> list[str]:
    """Each step, and beside it each part it is, in per cent."""
    found = []
    for step in STEPS:
        found.append(str(step.words))
        named = {one.key: str(one.words) for one in STEPS}
        found += [_("%(step)s, %% of %(of)s") % {"step": step.words, "of": named[key]} for key in step.of]
    return found


def numbers(line: Line) -> list[Any]:
    found: list[Any] = []
    for reached in line.reached:
        found.append(_("not counted yet") if reached.count is None else reached.count)
        found += [share.percent for share in reached.shares]
    return found
