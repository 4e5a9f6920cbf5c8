"""Changes of the pages that goods are linked to, in plain words."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from cms.linking import pages_of
from shops.catalogue.keeping_changes import Row
from shops.catalogue.ties import TIES


def titles_of_ties(rows: Iterable[Row]) -> dict[str, str]:
    """The titles of all pages that these changes name, by key. One query, none when they name none."""
    keys = {UUID(key) for row in rows if row["of"] == TIES for when in ("before", "after") for key in row[when][TIES]}
    return {str(page.translation_key): page.title for page in pages_of(keys)}


def lines_of_ties(row: Row, titles: dict[str, str]) -> list[str]:
    """A line for each page it was linked to, or no longer; a page that is gone is said to be."""
    was, made = row["before"][TIES], row["after"][TIES]
    gone = _("a page that is gone")
    new = [_("linked: %(page)s") % {"page": titles.get(key, gone)} for key in made if key not in was]
    return new + [_("no longer linked: %(page)s") % {"page": titles.get(key, gone)} for key in was if key not in made]
