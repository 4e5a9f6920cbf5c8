"""Comments on a page reach those who work on it by letter: Wagtail's own e-mails do not reach a telephone number."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from wagtail.models import Comment, CommentReply, Page

from cms.reviewing import url_of
from outbox.operations import tell

JUST_NOW = timedelta(minutes=10)


@transaction.atomic
def tell_of_comments(*, page: Page, by: Any, at: datetime) -> None:
    """Tell whoever works on `page` what `by` has just written beside it. Each comment is told once."""
    new = {"user": by, "created_at__gt": at - JUST_NOW}
    comments = [(f"c{one.pk}", one.text) for one in Comment.objects.filter(page=page, resolved_at=None, **new)]
    replies = CommentReply.objects.filter(comment__page=page, comment__resolved_at=None, **new)
    said = comments + [(f"r{one.pk}", one.text) for one in replies]
    for person in those_who_work_on(page, by) if said else ():
        for key, words in said:
            context = {"title": page.title, "by": by.name, "words": words, "url": url_of(page)}
            tell(user=person, key=f"page_comment-{key}-{person.pk}", template="page_comment", context=context, at=at)


def those_who_work_on(page: Page, by: Any) -> list[Any]:
    """Whose page it is, who sent it for review, and who wrote comments on it before; without `by`."""
    running = page.current_workflow_state
    hands = Q(pk__in=[page.owner_id, running.requested_by_id if running else None])
    written = Comment.objects.filter(page=page).values("user")
    answered = CommentReply.objects.filter(comment__page=page).values("user")
    people = get_user_model().objects.filter(hands | Q(pk__in=written) | Q(pk__in=answered), is_active=True)
    return list(people.exclude(pk=by.pk).order_by("pk"))
