"""Which lesson helps with which trouble, kept by franchise managers in the CMS."""

import pytest

from accounts.operations import grant_role
from common.clock import now
from courses.curriculum.models import LessonPage
from front.permissions import allow_all
from shops.desk.models import LessonAdvice
from tests.factories import pages
from tests.factories.people import person
from tests.factories.standards import rulebook

pytestmark = pytest.mark.django_db
LIST = "/admin/lessonadvice/"
SENT = {"fault": "no photo", "rule_key": "", "position": "1"}


@pytest.fixture
def key(client, homes):
    """The key of a lesson; a franchise manager is signed in."""
    allow_all()
    pages.programme(homes, stages=1, lessons=1)
    rulebook({"key": "labels"})
    manager = person("冯志强")
    grant_role(user=manager, role="franchise manager", by=None, at=now())
    client.force_login(manager)
    return LessonPage.objects.filter(locale__language_code="en").get().translation_key


def test_a_lesson_is_chosen_by_its_name_once_for_a_trouble(client, key):
    assert str(key) in client.get(f"{LIST}new/").content.decode()
    assert client.post(f"{LIST}new/", {**SENT, "lesson_key": key}).status_code == 302
    assert client.post(f"{LIST}new/", {**SENT, "lesson_key": key}).status_code == 200
    assert client.post(f"{LIST}new/", {**SENT, "lesson_key": "b9a7c1f0-0000-4000-8000-000000000000"}).status_code == 200
    assert list(LessonAdvice.objects.values_list("fault", "rule_key", "lesson_key")) == [("no photo", "", key)]


def test_a_brand_rule_is_named_only_where_one_is_not_kept(client, key):
    sent = {**SENT, "lesson_key": key}
    assert client.post(f"{LIST}new/", {**sent, "fault": "unkept rule"}).status_code == 200
    assert LessonAdvice.objects.count() == 0
    client.post(f"{LIST}new/", {**sent, "fault": "unkept rule", "rule_key": "labels"})
    client.post(f"{LIST}new/", {**sent, "rule_key": "labels"})
    assert set(LessonAdvice.objects.values_list("fault", "rule_key")) == {("unkept rule", "labels"), ("no photo", "")}


def test_the_list_names_lessons_in_the_same_few_queries(client, key, django_assert_max_num_queries):
    LessonAdvice.objects.create(fault="unkept rule", rule_key="labels", lesson_key=key)
    title = LessonPage.objects.get(translation_key=key, locale__language_code="zh-hans").title
    client.get(LIST)
    with django_assert_max_num_queries(40) as few:
        page = client.get(LIST).content.decode()
    assert title in page
    assert "规矩 labels" in page
    assert f"{LIST}edit/{LessonAdvice.objects.get().pk}/" in page
    for n in range(19):
        LessonAdvice.objects.create(fault="unkept rule", rule_key=f"r{n}", lesson_key=key)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_nobody_else_keeps_them(client, key):
    client.force_login(person("赵"))
    assert client.post(f"{LIST}new/", {**SENT, "lesson_key": key}).status_code in (302, 404)
    assert LessonAdvice.objects.count() == 0
