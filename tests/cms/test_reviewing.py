"""A mentor's page of culture: read by an editor, then by a cultural reviewer, each told by letter."""

import json

import pytest
from wagtail.models import WorkflowState

from accounts.operations import grant_role
from cms.models import CultureIndexPage, CulturePage
from cms.permissions import allow_editing
from common.clock import now
from outbox.models import Message
from tests.cms.test_completeness import SOURCED, words
from tests.factories import people
from tests.factories.pages import child, translate

pytestmark = pytest.mark.django_db


def with_role(name, role, **given):
    user = people.person(name, **given)
    grant_role(user=user, role=role, by=None, at=now())
    return user


@pytest.fixture
def review(homes, client):
    """(writer, editor, reviewer, page): the page has been sent by its writer."""
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    allow_editing()
    writer, editor = with_role("李伟", "mentor"), with_role("胡敏", "editor")
    reviewer = with_role("盘金花", "cultural reviewer", language="en")
    client.force_login(writer)
    client.post(f"/admin/pages/add/cms/culturepage/{index.pk}/", words(**SOURCED))
    page = CulturePage.objects.get(slug="drum")
    translate(page, homes["en"].locale, title="Long drum", live=False)
    press(client, page, **{"action-submit": "1"})
    return writer, editor, reviewer, page


def press(client, page, **given):
    return client.post(f"/admin/pages/{page.pk}/edit/", words(**SOURCED, **given))


def decide(client, who, page, action, comment=""):
    client.force_login(who)
    extra = json.dumps({"comment": comment} if comment else {})
    return press(
        client, page, **{"action-workflow-action": "1", "workflow-action-name": action, "workflow-action-extra-data": extra}
    )


def told(who, template) -> list[tuple[str, str]]:
    rows = Message.objects.filter(recipient=who, channel="site", key__startswith=template).order_by("pk")
    return list(rows.values_list("subject", "body"))


def is_live() -> bool:
    return CulturePage.objects.get(slug="drum", locale__language_code="zh-hans").live


def test_a_page_goes_from_mentor_to_editor_to_cultural_reviewer(client, review):
    writer, editor, reviewer, page = review
    assert [subject for subject, body in told(editor, "page_to_review")] == ["请您审阅：长鼓"]
    assert told(reviewer, "page_to_review") == []
    decide(client, editor, page, "approve", "请看鼓点")
    ((subject, body),) = told(reviewer, "page_to_review")
    assert subject == "To review: 长鼓"
    assert "Said before: 请看鼓点" in body
    assert f"/admin/pages/{page.pk}/edit/" in body
    assert is_live() is False
    decide(client, reviewer, page, "approve")
    assert is_live() is True
    assert [subject for subject, body in told(writer, "page_published")] == ["已发布：长鼓"]


def test_what_is_sent_back_says_why(client, review):
    writer, editor, reviewer, page = review
    decide(client, editor, page, "reject", "鼓长写错了")
    ((_subject, body),) = told(writer, "page_returned")
    assert "审阅的人说：鼓长写错了" in body
    assert told(reviewer, "page_to_review") == []
    assert is_live() is False


def test_a_page_changed_in_review_is_read_by_the_editor_again(client, review):
    _writer, editor, reviewer, page = review
    decide(client, editor, page, "approve")
    CulturePage.objects.get(pk=page.pk).get_latest_revision_as_object().save_revision()
    decide(client, reviewer, page, "approve")
    assert is_live() is False
    assert WorkflowState.objects.get().current_task_state.task.name.startswith("编辑审阅")


def test_an_incomplete_page_is_not_sent(client, review, homes):
    writer, _editor, _reviewer, page = review
    client.force_login(writer)
    WorkflowState.objects.all().delete()
    answer = client.post(f"/admin/pages/{page.pk}/edit/", words(**{"action-submit": "1"}))
    assert set(answer.context["form"].errors) == {"sources", "checked_on"}
    assert WorkflowState.objects.count() == 0


def test_who_sent_it_cannot_pass_it(client, review):
    writer, _editor, _reviewer, page = review
    decide(client, writer, page, "approve")
    assert is_live() is False
    assert WorkflowState.objects.get().current_task_state.status == "in_progress"
