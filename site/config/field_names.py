"""What a translated field is called where both languages are written side by side."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _


def in_which_language(name: Any, language: str) -> str:
    """Title (Chinese), Title (English), in the reader's language; asked anew for every reader."""
    words = {"zh-hans": _("%(name)s (Chinese)"), "en": _("%(name)s (English)")}
    return words[language] % {"name": capfirst(name)} if language in words else f"{capfirst(name)} [{language}]"
