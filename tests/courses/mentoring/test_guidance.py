"""A mentor's article: written in the CMS, sent for review, approved or sent back by an editor, and its writer told."""

import json

import pytest
from wagtail.models import Locale, WorkflowState

from accounts.operations import grant_role
from cms.models import GuidanceIndexPage, GuidancePage
from cms.permissions import allow_editing
from common.clock import now, shanghai_day
from courses.mentoring.guidance import in_review
from outbox.models import Message
from tests.factories import people
from tests.factories.pages import child


@pytest.fixture
def index(homes):
    made = child(homes["zh-hans"], GuidanceIndexPage, "guidance", {"title": "经验"}, {"title": "Guidance"})
    allow_editing()
    return made


def with_role(name, role):
    user = people.person(name)
    grant_role(user=user, role=role, by=None, at=now())
    return user


@pytest.fixture
def writer(index):
    return with_role("李伟", "mentor")


@pytest.fixture
def editor(index):
    return with_role("胡敏", "editor")


def words(**given):
    body = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "minutes": "3"}
    return {"title": "蜂蜜怎么寄不漏", "slug": "honey", "lede": "倒放一夜再寄。", **body, **given}


@pytest.fixture
def sent(client, index, writer):
    """The article, sent for review from the CMS."""
    client.force_login(writer)
    posted = words(**{"action-submit": "1", "author": writer.pk})
    response = client.post(f"/admin/pages/add/cms/guidancepage/{index.pk}/", posted)
    assert response.status_code == 302
    return GuidancePage.objects.get()


def decide(client, page, action, comment=""):
    """Press an action of the review, as the CMS's edit page posts it."""
    extra = {"comment": comment} if comment else {}
    pressed = {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps(extra),
    }
    return client.post(f"/admin/pages/{page.pk}/edit/", words(**pressed, author=page.author_id))


def letter(template):
    return Message.objects.get(key__startswith=template, channel="site")


def test_a_mentor_may_write_and_send_but_not_publish(client, index, writer):
    client.force_login(writer)
    form = client.get(f"/admin/pages/add/cms/guidancepage/{index.pk}/")
    page = form.content.decode()
    assert ("action-submit" in page, "action-publish" in page) == (True, False)
    assert form.context["form"].initial["author"] == writer.pk
    client.post(f"/admin/pages/add/cms/guidancepage/{index.pk}/", words(**{"action-publish": "1"}))
    assert not GuidancePage.objects.filter(live=True).exists()


def test_what_is_sent_waits_for_editors(client, sent, editor, writer):
    assert (sent.live, in_review()) == (False, [sent])
    client.force_login(editor)
    page = client.get("/zh-hans/my/").content.decode()
    assert ("有 1 篇导师文章等您审阅" in page, f"/admin/pages/{sent.pk}/edit/" in page) == (True, True)
    client.force_login(writer)
    assert "等您审阅" not in client.get("/zh-hans/my/").content.decode()


def test_the_desk_says_with_whom_a_draft_is(client, index, writer, editor):
    client.force_login(writer)
    client.post(f"/admin/pages/add/cms/guidancepage/{index.pk}/", words(author=writer.pk))
    page = GuidancePage.objects.get()
    assert "草稿，还在您这里" in client.get("/zh-hans/mentoring/").content.decode()
    client.post(f"/admin/pages/{page.pk}/edit/", words(**{"action-submit": "1", "author": writer.pk}))
    assert "草稿，在编辑那里" in client.get("/zh-hans/mentoring/").content.decode()
    client.force_login(editor)
    decide(client, page, "reject", "第二步缺一张图。")
    client.force_login(writer)
    assert "草稿，还在您这里" in client.get("/zh-hans/mentoring/").content.decode()


def test_an_editor_approves_it_is_published_with_byline_and_day_and_the_mentor_told_once(client, sent, editor, writer):
    client.force_login(editor)
    decide(client, sent, "approve")
    sent.refresh_from_db()
    assert (sent.live, sent.author, sent.reviewed_on, in_review()) == (True, writer, shanghai_day(now()), [])
    assert sent.get_latest_revision_as_object().reviewed_on == shanghai_day(now())
    client.logout()
    shown = client.get("/zh-hans/guidance/honey/").content.decode()
    assert ("<b>李伟</b>" in shown, "倒放一夜再寄。" in shown) == (True, True)
    told = letter("guidance_published")
    assert (told.recipient, told.subject, told.link) == (writer, "已发布：蜂蜜怎么寄不漏", "/mentoring/#guidance")


def test_an_editor_sends_it_back_with_words_and_the_mentor_sends_it_again(client, sent, editor, writer, mailoutbox):
    client.force_login(editor)
    decide(client, sent, "reject", "第二步缺一张图。")
    sent.refresh_from_db()
    assert (sent.live, in_review()) == (False, [])
    told = letter("guidance_returned")
    assert (told.recipient, told.subject) == (writer, "退回修改：蜂蜜怎么寄不漏")
    assert "编辑说：第二步缺一张图。" in told.body
    client.force_login(writer)
    posted = words(**{"action-restart-workflow": "1", "author": writer.pk})
    client.post(f"/admin/pages/{sent.pk}/edit/", posted)
    assert WorkflowState.objects.filter(status="in_progress").count() == 1
    assert mailoutbox == []


def test_a_mentor_cannot_approve(client, sent, writer):
    client.force_login(writer)
    decide(client, sent, "approve")
    sent.refresh_from_db()
    assert (sent.live, Message.objects.filter(key__startswith="guidance").count()) == (False, 0)


def test_an_editor_translates_it(client, sent, editor, django_capture_on_commit_callbacks):
    client.force_login(editor)
    decide(client, sent, "approve")
    english = Locale.objects.get(language_code="en")
    form = client.get(f"/admin/localize/submit/page/{sent.pk}/")
    assert form.status_code == 200
    assert client.post(f"/admin/localize/submit/page/{sent.pk}/", {"locales": [english.pk]}).status_code == 302
    copy = GuidancePage.objects.get(locale=english)
    assert (copy.translation_key, copy.author_id) == (sent.translation_key, sent.author_id)
    editing = client.get(f"/admin/pages/{copy.pk}/edit/")
    props = json.loads(editing.context["props"])
    for segment in [one for one in props["segments"] if "source" in one]:
        said = "Post honey so it never leaks" if segment["source"] == "蜂蜜怎么寄不漏" else "In English"
        client.put(segment["editUrl"], f"value={said}", content_type="application/x-www-form-urlencoded")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/pages/{copy.pk}/edit/", {"action": "publish"})
    copy.refresh_from_db()
    assert (copy.live, copy.title) == (True, "Post honey so it never leaks")


@pytest.mark.parametrize(
    "typed", ["https://yaodu.example/zh-hans/learn/ecommerce/stage-1/lesson-1/", "ecommerce/stage-1/lesson-1"]
)
def test_the_lessons_address_is_pasted_as_the_browser_shows_it(client, index, camp, writer, typed):
    client.force_login(writer)
    client.post(f"/admin/pages/add/cms/guidancepage/{index.pk}/", words(lesson_path=typed, author=writer.pk))
    assert GuidancePage.objects.get().get_latest_revision_as_object().lesson_path == "ecommerce/stage-1/lesson-1"


def test_a_lesson_that_is_not_there_is_said(client, index, writer):
    client.force_login(writer)
    response = client.post(f"/admin/pages/add/cms/guidancepage/{index.pk}/", words(lesson_path="nothing/here"))
    assert response.context["form"].errors["lesson_path"] == ["请打开那一课，把网址复制到这里。"]
    assert GuidancePage.objects.count() == 0


def test_only_those_who_write_are_offered_as_authors(client, index, writer, trainee):
    client.force_login(writer)
    form = client.get(f"/admin/pages/add/cms/guidancepage/{index.pk}/").context["form"]
    assert list(form.fields["author"].queryset) == [writer]
