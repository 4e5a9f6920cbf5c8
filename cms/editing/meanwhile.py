"""Two editors on one page. Whoever saves second gets what the other wrote in parts they left alone; where both wrote, they are
asked, with the other's words beside theirs. What is put aside stays in the page's history.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page, Revision

SHOWN = 200  # characters of what the other wrote


def plain(value: Any) -> Any:
    """`value` to compare: nothing is nothing, however it is written."""
    if isinstance(value, StreamValue):
        return [(child.block_type, child.block.get_prep_value(child.value)) for child in value]
    if isinstance(value, models.Model):
        return value.pk
    return "" if value is None else value


def words(value: Any) -> str:
    """The beginning of what stands in a field, as an editor would know it again."""
    said = " ".join(value.stream_block.get_searchable_content(value)) if isinstance(value, StreamValue) else str(value or "")
    return f"{said[:SHOWN]}…" if len(said) > SHOWN else said


@dataclass(frozen=True)
class Meanwhile:
    """The newest version, which somebody saved since this form was opened, and the one the form was filled from.

    `before` is None where that was overwritten by its own author's next keystrokes: then every difference is asked about.
    """

    latest: Revision
    theirs: Page
    before: Page | None

    @property
    def by(self) -> str:
        return getattr(self.latest.user, "name", "") or _("somebody")

    def of(self, page: Page, name: str) -> Any:
        return page._meta.get_field(name).value_from_object(page)

    def sort(self, said: dict[str, Any]) -> Iterator[tuple[str, bool]]:
        """The fields of `said` in which the newest version is not what the form says, and whether both editors wrote there."""
        for name in said:
            if self.is_field(name):
                theirs, mine = plain(self.of(self.theirs, name)), plain(said[name])
                before = plain(self.of(self.before, name)) if self.before else None
                if theirs != mine and (self.before is None or theirs != before):
                    yield name, self.before is None or mine != before

    def is_field(self, name: str) -> bool:
        return name in {field.name for field in self.theirs._meta.concrete_fields}

    def rows_differ(self, name: str) -> bool:
        """Whether the other editor changed the rows of the relation `name`."""
        return self.before is None or rows(self.before, name) != rows(self.theirs, name)


def rows(page: Page, name: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "pk"} for row in page.serializable_data().get(name, [])]  # type: ignore[attr-defined]


def saved_meanwhile(page: Page, said: Callable[[str], str]) -> Meanwhile | None:
    """What was saved since the form, whose hidden fields `said` reads, was opened; None when nothing was."""
    latest = Revision.objects.filter(pk=page.latest_revision_id).select_related("user").first()
    own, loaded, written = said("overwrite_revision_id"), said("loaded_revision_id"), said("loaded_revision_created_at")
    number = own or loaded
    if latest is None or not number.isdecimal():
        return None
    is_same = number == str(latest.pk)
    if is_same and (own or not written or written == latest.created_at.isoformat()):
        return None
    before = None if is_same else Revision.objects.filter(pk=int(number), object_id=str(page.pk)).first()
    is_whole = before is not None and (own or not written or before.created_at.isoformat() == written)
    return Meanwhile(latest, latest.as_object(), before.as_object() if before and is_whole else None)
