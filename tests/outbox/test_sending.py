"""Messages: once for a key, retried with longer waits, never twice, codes wiped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import operations
from outbox.channels import Parcel
from outbox.models import Message
from tests.factories.people import person


class Courier:
    """Takes parcels, or fails as many times as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures, self.taken = failures, []

    def send(self, parcel: Parcel) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("busy")
        self.taken.append(parcel)


@pytest.fixture
def courier(monkeypatch):
    courier = Courier()
    monkeypatch.setattr(operations, "gateway", lambda channel: courier)
    return courier


def code(at, **fields):
    return operations.tell_address(
        channel="sms", address="+8613900000001", template="sign_in_code", context={"code": "123456"}, at=at, **fields
    )


def sent_by(moment) -> int:
    """How many the clock sends when it stands at `moment`."""
    return operations.send_due(clock=lambda: moment)


@pytest.mark.django_db
def test_telling_twice_for_one_key_writes_once():
    user, at = person(), timezone.now()
    for _twice in range(2):
        operations.tell(user=user, key="k", template="sign_in_code", context={"code": "1"}, at=at)
    assert sorted(Message.objects.values_list("channel", flat=True)) == ["site", "sms"]


@pytest.mark.django_db
def test_a_message_is_sent_once_however_often_the_clock_asks(courier):
    at = timezone.now()
    code(at)
    assert [sent_by(at) for _tick in range(3)] == [1, 0, 0]
    assert [p.address for p in courier.taken] == ["+8613900000001"]


@pytest.mark.django_db
def test_a_refused_message_waits_longer_each_time_and_then_is_given_up(courier):
    courier.failures = 99
    at = timezone.now()
    code(at)
    for wait in operations.WAITS:
        assert sent_by(at) == 0
        assert sent_by(at + timedelta(seconds=wait - 1)) == 0
        at += timedelta(seconds=wait)
    sent_by(at)
    message = Message.objects.get()
    assert (message.state, message.attempts, message.last_error) == ("failed", len(operations.WAITS) + 1, "busy")


@pytest.mark.django_db
def test_a_message_of_a_sender_that_died_is_sent_by_another(courier):
    at = timezone.now()
    message = code(at)
    Message.objects.filter(pk=message.pk).update(state="sending", next_try_at=at)
    assert sent_by(at + timedelta(minutes=1)) == 0
    assert sent_by(at + timedelta(minutes=6)) == 1


@pytest.mark.django_db
def test_a_code_is_wiped_once_sent_in_production(courier, settings):
    settings.DEVELOPMENT = False
    at = timezone.now()
    code(at, secret=True)
    sent_by(at)
    assert Message.objects.get().body == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", "Your sign-in code is 123456"), ("zh-hans", "您的登录验证码是 123456")])
def test_a_letter_is_in_the_persons_language(language, words):
    operations.tell(
        user=person(language=language), key="k", template="sign_in_code", context={"code": "123456"}, at=timezone.now()
    )
    assert Message.objects.filter(channel="site").get().subject == words


@pytest.mark.django_db
def test_development_shows_the_messages_and_production_does_not(client, settings):
    code(timezone.now())
    assert "123456" in client.get("/dev/messages").content.decode()
    settings.DEVELOPMENT = False
    assert client.get("/dev/messages", follow=True).status_code == 404


@pytest.mark.django_db
def test_a_slow_batch_does_not_make_its_last_claims_look_abandoned(courier, monkeypatch):
    """Each message is claimed at its own time, so another clock finds none of them stuck."""
    at = timezone.now()
    for _n in range(3):
        code(at)
    times = iter(at + timedelta(minutes=4 * n) for n in range(9))
    claimed: list[object] = []
    monkeypatch.setattr(operations, "send", lambda message, *, at: claimed.append(at) or True)
    assert operations.send_due(clock=lambda: next(times)) == 3
    assert claimed == [at + timedelta(minutes=4 * n) for n in (2, 3, 4)]
