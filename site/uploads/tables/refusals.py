"""Why a whole file is not taken in: each says what to do instead. What is wrong with a row is for who asked for it."""

from django.utils.translation import gettext_lazy as _

from uploads.refusals import Refused

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 25 * 1024 * 1024


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
    """More than `most` rows."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    def __str__(self) -> str:
        return _("This list has more than %(most)s rows. Send it in parts.") % {"most": self.most}


class NoRows(Refused):
    message = _("There is nothing under the headings. Is the list on another sheet, or in another file?")
