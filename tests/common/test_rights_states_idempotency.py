import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from common import rights
from common.idempotency import KeyReused, once
from common.models import IdempotentAnswer
from common.sanitise import linked, one_line, plain_text, rich_text
from common.states import WrongState, move
from outbox.models import Message
from tests.factories.people import person


def test_an_action_nobody_declared_is_never_allowed(trainee):
    with pytest.raises(KeyError):
        rights.can(trainee, "fly")


def test_an_anonymous_or_inactive_person_may_nothing(trainee, monkeypatch):
    monkeypatch.setitem(rights._rules, "look", lambda user, obj: True)
    assert rights.can(trainee, "look")
    assert not rights.can(AnonymousUser(), "look")
    trainee.is_active = False
    assert not rights.can(trainee, "look")


def message(**fields):
    at = timezone.now()
    return Message.objects.create(key="k", channel="site", language="en", body="", next_try_at=at, created_at=at, **fields)


@pytest.mark.django_db
def test_a_state_moves_only_along_its_table():
    record = message()
    with pytest.raises(WrongState):
        move(record, Message.State.SENT)
    move(record, Message.State.SENDING, attempts=1)
    record.refresh_from_db()
    assert (record.state, record.attempts) == ("sending", 1)


@pytest.mark.django_db
def test_a_record_moved_by_another_is_not_moved_again():
    first, second = message(), Message.objects.get(key="k")
    move(first, Message.State.SENDING)
    with pytest.raises(WrongState):
        move(second, Message.State.SENDING)


@pytest.mark.django_db
def test_the_same_key_acts_once_and_answers_the_same():
    actor, did = person(), []
    for _press in range(3):
        answer = once(actor=actor, key="a", question={"n": 1}, at=timezone.now(), act=lambda: did.append(1) or len(did))
    assert (answer, did) == (1, [1])
    with pytest.raises(KeyReused):
        once(actor=actor, key="a", question={"n": 2}, at=timezone.now(), act=lambda: did.append(2))
    assert did == [1]


@pytest.mark.django_db
def test_an_act_that_fails_leaves_the_key_free():
    actor = person()
    with pytest.raises(ZeroDivisionError):
        once(actor=actor, key="a", question=1, at=timezone.now(), act=lambda: 1 // 0)
    assert not IdempotentAnswer.objects.exists()


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
]


@pytest.mark.parametrize("attack", HOSTILE)
def test_no_script_survives_cleaning(attack):
    for clean in (rich_text(attack), linked(attack)):
        assert "<script" not in clean
        assert "<img" not in clean
        assert "<svg" not in clean
        assert 'href="javascript' not in clean


def test_addresses_in_plain_text_become_links():
    assert linked("看 https://example.com/a") == (
        '看 <a href="https://example.com/a" rel="nofollow noopener ugc">https://example.com/a</a>'
    )


def test_invisible_characters_are_dropped():
    assert plain_text("苦\u202e茶\u200b\x00") == "苦茶"
    assert one_line("  苦 \n 茶 ") == "苦 茶"
