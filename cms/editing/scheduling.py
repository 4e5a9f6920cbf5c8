"""A page whose hour has come is looked over once more: what it lacks since it was set may have come later."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, Revision

from cms.completeness import lacks_as_saved
from cms.editing.translating import lacks_of, translation_at
from cms.reviewing import url_of
from common.audit import record
from common.clock import shanghai_day
from outbox.operations import tell


def hold_back(*, at: datetime) -> int:
    """Take pages out of the schedule that are due and lack something, and write to whoever set the hour; how many."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=at).select_related("user").order_by("pk")
    return sum(hold(revision=one, at=at) for one in due)


@transaction.atomic
def hold(*, revision: Revision, at: datetime) -> bool:
    """Whether the page was held back."""
    page = revision.as_object()
    if not isinstance(page, Page):
        return False
    person = revision.user
    with override(person.language if person else "zh-hans"):
        translation = translation_at(page)
        found = lacks_as_saved(page, shanghai_day(at)) if translation is None else lacks_of(translation)
    if not found:
        return False
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    record(None, "hold back page", page, at=at, lacks=found)
    if person:
        context = {"title": page.title, "words": "\n".join(found), "url": url_of(page)}
        tell(user=person, key=f"page_held-{revision.pk}", template="page_held", context=context, at=at)
    return True
