"""Letters of the editors' work: comments, reviews nobody decides, and deputies."""

from datetime import timedelta

import pytest
from wagtail.models import Comment, CommentReply, TaskState

from cms.editing.commenting import tell_of_comments
from cms.reviewing import remind_of_reviews
from common.clock import now
from outbox.models import Message
from tests.cms.test_completeness import SOURCED, words
from tests.cms.test_reviewing import decide, review, told  # noqa: F401
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_a_comment_reaches_whose_page_it_is_once_and_the_answer_comes_back(review):  # noqa: F811
    writer, editor, reviewer, page = review
    said = Comment.objects.create(page=page, user=editor, text="鼓长多少？", contentpath="lede")
    for _twice in range(2):
        tell_of_comments(page=page, by=editor, at=now())
    ((subject, letter),) = told(writer, "page_comment")
    assert subject == "有新批注：长鼓"
    assert f"{editor.name}在页面旁写了批注：鼓长多少？" in letter
    assert told(editor, "page_comment") == told(reviewer, "page_comment") == []
    CommentReply.objects.create(comment=said, user=writer, text="三尺")
    tell_of_comments(page=page, by=writer, at=now())
    assert [("三尺" in body) for _subject, body in told(editor, "page_comment")] == [True]
    assert len(told(writer, "page_comment")) == 1


def test_what_waits_three_days_is_the_administrators_to_decide(client, review):  # noqa: F811
    _writer, _editor, _reviewer, page = review
    head = people.person("何", role="administrator", is_superuser=True)
    assert remind_of_reviews(at=now() + timedelta(days=3, minutes=-1)) == 0
    for _twice in range(2):
        assert remind_of_reviews(at=now() + timedelta(days=3, minutes=1)) == 1
    ((subject, letter),) = told(head, "page_waits")
    assert subject == "审阅没人办：长鼓"
    assert f"/admin/pages/{page.pk}/edit/" in letter
    decide(client, head, page, "approve")
    decide(client, head, page, "approve")
    assert type(page).objects.get(pk=page.pk).live is True


def test_a_step_without_anybody_is_told_to_the_administrators_at_once(client, review):  # noqa: F811
    _writer, editor, reviewer, page = review
    head = people.person("何", role="administrator", is_superuser=True)
    reviewer.groups.clear()
    decide(client, editor, page, "approve")
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert len(told(head, "page_waits")) == 1
    assert Message.objects.filter(recipient=reviewer).count() == 0


def test_comments_come_with_saving_the_page(client, review):  # noqa: F811
    writer, editor, _reviewer, page = review
    client.force_login(editor)
    Comment.objects.create(page=page, user=editor, text="看这里", contentpath="lede")
    client.post(f"/admin/pages/{page.pk}/edit/", words(**SOURCED))
    assert len(told(writer, "page_comment")) == 1
