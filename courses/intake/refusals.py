"""Why a whole list is not taken in, beside what `uploads.tables` refuses. What is wrong with a row is in `faults`."""

from django.utils.translation import gettext_lazy as _

from uploads.refusals import Refused
from uploads.tables.refusals import ListTooLarge, NoRows, NotAList, OldExcel, TooManyRows, UnpacksTooLarge, WebPage

__all__ = [
    "MOST_ROWS", "ListTooLarge", "NoHeadings", "NoRows", "NotAList", "OldExcel", "TooManyRows", "UnpacksTooLarge", "WebPage",
]  # fmt: skip
MOST_ROWS = 1000


class NoHeadings(Refused):
    message = _(
        "We found no row of headings. Above the names there must be a row that says at least 姓名 (name) and 手机 (mobile "
        "number), each in its own column."
    )
