"""Why a file was not taken in, in words for the person who sent it."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A file that was not taken in; `message` says why and what to do, in the reader's language."""

    message = _("We cannot use this file. Choose another photo.")

    def __str__(self) -> str:
        return str(self.message)
