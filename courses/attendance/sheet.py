"""A cohort's attendance as a workbook: the numbers, each day by trainee, and what is counted."""

from datetime import date

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from common.sheets import packed, write
from courses.attendance.models import Mark
from courses.attendance.queries import Report, Share, held
from courses.cohorts.models import Cohort, Enrolment

STATES = dict(Enrolment.State.choices)


def workbook(cohort: Cohort, report: Report, on: date) -> bytes:
    """The XLSX file of the report until `on`."""
    book = Workbook()
    figures = book.active
    assert isinstance(figures, Worksheet)
    figures.title = _("Attendance")
    headings = [_("Present"), _("Late"), _("Excused"), _("Absent"), _("Not marked"), _("Came, %"), _("Of days")]
    write(figures, 1, [_("Trainee"), _("Village"), _("Place"), *headings], bold=True)
    for number, line in enumerate(report.lines, 2):
        write(figures, number, [line.name, line.village, str(STATES[line.state]), *numbers(line.share)])
    write(figures, len(report.lines) + 2, [_("Together"), "", "", *numbers(report.total)], bold=True)
    figures.freeze_panes = "D2"
    for letter, width in zip("ABC", (18, 18, 12), strict=True):
        figures.column_dimensions[letter].width = width
    each_day(book.create_sheet(_("Day by day")), cohort, report, on)
    meanings = book.create_sheet(_("What is counted"))
    meanings.column_dimensions["A"].width = 110
    for number, words in enumerate(meaning(report.held), 1):
        write(meanings, number, [words])
    return packed(book)


def numbers(share: Share) -> list[int | None]:
    return [share.present, share.late, share.excused, share.absent, share.unmarked, share.percent, share.counted]


def each_day(sheet: Worksheet, cohort: Cohort, report: Report, on: date) -> None:
    """A column for each held day; a mark by code says so."""
    days = list(held(on).filter(cohort=cohort).order_by("held_on", "starts"))
    write(sheet, 1, [_("Trainee"), *(day.held_on for day in days)], bold=True)
    marks = {(one.enrolment_id, one.day_id): one for one in Mark.objects.filter(day__in=days)}
    for number, line in enumerate(report.lines, 2):
        own = (marks.get((line.pk, day.pk)) for day in days)
        said = [f"{one.get_state_display()} ({one.get_how_display()})" if one else "" for one in own]
        write(sheet, number, [line.name, *said])
    sheet.freeze_panes = "B2"


def meaning(days: int) -> list[str]:
    """What each number is of: the same words as on the page."""
    return [
        _("Days held so far: %(n)s. A day is held when it has come and was not called off.") % {"n": days},
        _("Came is present or late. The rate is of the days marked present, late or absent."),
        _("Excused days and days without a mark are left out of the rate."),
    ]
