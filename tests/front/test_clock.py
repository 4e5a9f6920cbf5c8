"""What happens by itself: each chore in its time, one's failure stopping no other."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from common.clock import now
from courses.curriculum.models import LessonPage, ModulePage
from front import clock
from outbox.models import Message
from outbox.operations import tell_address


@pytest.fixture(autouse=True)
def _open_connections(monkeypatch):
    """The test's transaction outlives a round of the clock."""
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)


def test_a_chore_waits_its_time(monkeypatch, db):
    done: list[str] = []
    monkeypatch.setattr(
        clock, "CHORES", (clock.Chore("a", 2, lambda: done.append("a")), clock.Chore("b", 30, lambda: done.append("b")))
    )
    due: dict[str, float] = {}
    for moment in (0, 1, 2, 3, 4, 30):
        clock.run_due(due, moment)
    assert done == ["a", "b", "a", "a", "a", "b"]


def test_a_chore_that_fails_stops_no_other_and_is_tried_again(monkeypatch, caplog, db):
    done: list[str] = []

    def fails() -> None:
        raise ConnectionError("no mail today")

    monkeypatch.setattr(
        clock, "CHORES", (clock.Chore("fails", 5, fails), clock.Chore("works", 5, lambda: done.append("works")))
    )
    due: dict[str, float] = {}
    clock.run_due(due, 0)
    clock.run_due(due, 5)
    assert done == ["works", "works"]
    assert caplog.text.count("The chore 'fails' failed") == 2


@pytest.fixture
def every_chore(db):
    """Run all chores once."""
    return lambda: clock.run_due({}, 0)


def test_the_clock_sends_what_waits(every_chore):
    tell_address(channel="sms", address="+8613900000001", template="sign_in_code", context={"code": "123456"}, at=now())
    every_chore()
    assert Message.objects.get().state == Message.State.SENT


def test_a_page_is_published_when_its_time_has_come(every_chore, client, programme):
    stage = ModulePage.objects.filter(locale__language_code="zh-hans").first()
    lesson = LessonPage(title="明天的课", slug="tomorrow", locale=stage.locale, live=False, minutes=5)
    stage.add_child(instance=lesson)
    lesson.go_live_at = timezone.now() - timedelta(minutes=1)
    lesson.save_revision(approved_go_live_at=lesson.go_live_at)
    address = f"/zh-hans/learn/ecommerce/{stage.slug}/tomorrow/"
    assert client.get(address).status_code == 404
    every_chore()
    assert client.get(address).status_code == 200


def test_a_page_expires_in_both_languages(every_chore, client, programme):
    lesson = LessonPage.objects.filter(locale__language_code="zh-hans").first()
    addresses = [f"/{language}/{lesson.url_path.split('/', 2)[2]}" for language in ("zh-hans", "en")]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    every_chore()
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert Page.objects.filter(translation_key=lesson.translation_key, expired=True).count() == 2
