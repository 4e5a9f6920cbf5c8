"""Who must look at a page is told by letter, and whoever sent it how it went. Wagtail decides; we listen to what it says.

Ours take the place of Wagtail's own e-mails, which most could not get: they have a telephone number. Guidance has letters of
its own, from the mentors' desk.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from cms.models import GuidancePage
from common.clock import now
from outbox.operations import tell

PATIENCE = timedelta(days=3)


def submitted(instance: TaskState, user: Any, **_signal: Any) -> None:
    """A page came to a step: those who may decide there are told, with what was said at the steps before."""
    page = page_of(instance.workflow_state)
    task = instance.task.specific
    if page is None or not hasattr(task, "groups"):
        return
    sender = instance.workflow_state.requested_by
    said = instance.workflow_state.task_states.exclude(comment="").exclude(pk=instance.pk).order_by("-pk").first()
    context = {
        "title": page.title,
        "by": sender.name if sender else "",
        "words": said.comment if said else "",
        "url": url_of(page),
    }
    people = those_who_decide(task, user)
    for person in people:
        tell(user=person, key=f"page_to_review-{instance.pk}-{person.pk}", template="page_to_review", context=context, at=now())
    if not people:
        ask_deputies(state=instance, page=page, at=now())


def those_who_decide(task: Any, sender: Any) -> list[Any]:
    """Every member of the step's groups stands in for the others; who sends a page does not decide about it."""
    people = get_user_model().objects.filter(groups__in=task.groups.all(), is_active=True).distinct()
    return list(people.exclude(pk=sender.pk if sender else 0))


def ask_deputies(*, state: TaskState, page: Page, at: datetime) -> None:
    """Tell the administrators, who may decide at every step, that nobody else does. Once for a step."""
    context = {"title": page.title, "step": state.task.name, "since": state.started_at, "url": url_of(page)}
    for person in get_user_model().objects.filter(is_superuser=True, is_active=True):
        tell(user=person, key=f"page_waits-{state.pk}-{person.pk}", template="page_waits", context=context, at=at)


def remind_of_reviews(*, at: datetime) -> int:
    """Ask the deputies about pages that a step has left waiting for three days; how many wait so long."""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        started_at__lt=at - PATIENCE,
    ).select_related("task", "workflow_state")  # fmt: skip
    pages = [(state, page_of(state.workflow_state)) for state in waiting]
    for state, page in pages:
        if page is not None:
            with transaction.atomic():
                ask_deputies(state=state, page=page, at=at)
    return len(pages)


def approved(instance: WorkflowState, **_signal: Any) -> None:
    """The last step said yes."""
    answer(instance, "page_published", "")


def returned(instance: WorkflowState, **_signal: Any) -> None:
    """A step said no, with words."""
    state = instance.current_task_state
    answer(instance, "page_returned", state.comment if state else "")


def answer(state: WorkflowState, template: str, words: str) -> None:
    page = page_of(state)
    if page is None or isinstance(page, GuidancePage) or state.requested_by is None:
        return
    hour = page.get_latest_revision_as_object().go_live_at
    context = {"title": page.title, "words": words, "url": url_of(page), "when": hour if hour and hour > now() else None}
    tell(user=state.requested_by, key=f"{template}-{state.current_task_state_id}", template=template, context=context, at=now())


def page_of(state: WorkflowState) -> Page | None:
    """The page under review; None when another kind of thing is."""
    found = state.content_object
    return found.specific if isinstance(found, Page) else None


def url_of(page: Page) -> str:
    return f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"


def listen() -> None:
    """Connect in the place of Wagtail's e-mails to reviewers: a receiver with a name that is taken is not connected again."""
    task_submitted.connect(
        submitted, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification", weak=False
    )
    workflow_approved.connect(approved, sender=WorkflowState, dispatch_uid="tell who sent a page", weak=False)
    workflow_rejected.connect(returned, sender=WorkflowState, dispatch_uid="tell who sent a page", weak=False)
