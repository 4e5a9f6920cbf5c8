"""Why a whole file is not taken in: each says what to do instead. What is wrong with a row is in `faults`."""

from django.utils.translation import gettext_lazy as _

from uploads.refusals import Refused

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 25 * 1024 * 1024
MOST_ROWS = 1000


class NotAList(Refused):
    message = _("We cannot read this file. Open it in Excel or WPS, choose “Save as”, .xlsx, and send that one.")


class OldExcel(Refused):
    message = _(
        "This is an old Excel file (.xls, .et) or one with a password. Open it in Excel or WPS, take the password away, choose "
        "“Save as”, .xlsx, and send that one."
    )


class WebPage(Refused):
    message = _(
        "This is a web page with the name of a table. Open it in Excel or WPS, choose “Save as”, .xlsx, and send that one."
    )


class ListTooLarge(Refused):
    message = _("This file is over 2 MB. Take out pictures and other sheets, or send the list in parts.")


class UnpacksTooLarge(Refused):
    message = _(
        "This file unpacks to more than we open. Copy the list alone into a new sheet, save it as .xlsx, and send that one."
    )


class TooManyRows(Refused):
    message = _("This list has more than 1000 rows. Send it in parts.")


class NoHeadings(Refused):
    message = _(
        "We found no row of headings. Above the names there must be a row that says at least 姓名 (name) and 手机 (mobile "
        "number), each in its own column."
    )


class NoRows(Refused):
    message = _("There is nobody under the headings. Is the list on another sheet, or in another file?")
