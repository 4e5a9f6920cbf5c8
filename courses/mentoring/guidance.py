"""Guidance that mentors write in the CMS: sent for review there, and its writer told here how it went.

Wagtail decides; we listen to what it says and write letters. Ours take the place of Wagtail's own e-mails, which most
mentors could not get: they have a telephone number.
"""

from typing import Any

from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from cms.models import GuidancePage
from common.clock import now, shanghai_day
from courses.mentoring.letters import guidance_letter


def in_review() -> list[GuidancePage]:
    """The guidance that waits for an editor, the oldest first. Two queries."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).order_by("created_at", "pk")
    keys = [int(key) for key in states.values_list("object_id", flat=True) if key.isdecimal()]
    pages = GuidancePage.objects.in_bulk(keys)
    return [pages[key] for key in keys if key in pages]


def writer_of(page: GuidancePage, state: WorkflowState) -> Any:
    """Whose article it is: its author, else who sent it for review."""
    return page.author or state.requested_by


def published(instance: WorkflowState, user: Any, **_signal: Any) -> None:
    """An editor approved: the page says the day it was checked, and its writer is told."""
    page = guidance_of(instance)
    if page is None:
        return
    page.reviewed_on = shanghai_day(now())
    page.save_revision(user=user, log_action=False).publish(user=user, skip_permission_checks=True)
    tell(page, instance, "guidance_published", "")


def returned(instance: WorkflowState, user: Any, **_signal: Any) -> None:
    """An editor sent it back, with words."""
    if page := guidance_of(instance):
        state = instance.current_task_state
        tell(page, instance, "guidance_returned", state.comment if state else "")


def guidance_of(state: WorkflowState) -> GuidancePage | None:
    """The article as it was last written; None when the review is of another kind of page."""
    page = state.content_object
    page = page.specific if hasattr(page, "specific") else page
    return page.get_latest_revision_as_object() if isinstance(page, GuidancePage) else None


def tell(page: GuidancePage, state: WorkflowState, template: str, words: str) -> None:
    writer = writer_of(page, state)
    if writer is None:
        return
    guidance_letter(writer, template, title=page.title, words=words, key=f"{template}-{state.current_task_state_id}", at=now())


def listen() -> None:
    """Connect in the place of Wagtail's e-mails: a receiver with a name that is taken is not connected again."""
    workflow_approved.connect(
        published, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification", weak=False
    )
    workflow_rejected.connect(
        returned, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification", weak=False
    )
