"""Which way messages go: as chosen, else the next way that reaches; by night no SMS but a code; stopped by one press."""

import itertools
import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from common.models import AuditEntry
from outbox import operations
from outbox.kinds import BY_KEY
from outbox.models import Message
from outbox.ways import awake, read_stop_token, stop_token, way_to
from tests.factories.people import person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
PAGE = "/en/my/messages/choices/"
CHOSEN = {"language": "en", "course": "email", "answers": "site", "reminders": "sms", "orders": "sms", "money": "sms", "shop": "sms",
          "shop_week": "site", "wishes": "site", "growers": "sms", "reviews": "sms", "bookings": "sms", "bonuses": "site"}  # fmt: skip


def told(user, template: str = "helper_added", at=NOON) -> list[tuple[str, str]]:
    context = {"name_zh": "店", "name_en": "Shop", "owner": "赵"}
    operations.tell(user=user, key=f"{template}{at}", template=template, context=context, at=at, link="/my/")
    return list(Message.objects.order_by("pk").values_list("channel", "address"))


@pytest.mark.parametrize(
    ("phone", "email", "chosen", "way"),
    [
        ("+8613900000001", "a@example.com", None, "sms"),
        (None, "a@example.com", None, "email"),
        ("+8613900000001", "a@example.com", "email", "email"),
        ("+8613900000001", None, "email", "sms"),
        (None, "a@example.com", "sms", "email"),
        ("+8613900000001", "a@example.com", "site", "site"),
        ("+8613900000001", None, "pigeon", "sms"),
    ],
)
def test_a_message_goes_as_chosen_else_the_next_way_that_reaches(phone, email, chosen, way):
    user = User(phone=phone, email=email, email_verified=True, channels={"shop": chosen} if chosen else {})
    assert way_to(user, BY_KEY["shop"]) == way


def test_codes_and_ones_account_leave_no_choice():
    user = User(phone="+8613900000001", channels={"account": "site", "codes": "site"})
    assert [way_to(user, BY_KEY[kind]) for kind in ("account", "codes")] == ["sms", "sms"]


def test_the_copy_on_the_site_is_always_kept_and_the_choice_costs_no_query(django_assert_num_queries):
    user = person(email="a@example.com", channels={"shop": "email"})
    told(user)
    with django_assert_num_queries(2):  # the messages, and the test's own look
        assert told(user, "helper_removed")[2:] == [("site", ""), ("email", "a@example.com")]


def test_nothing_but_the_site_is_one_message():
    assert told(person(channels={"shop": "site"})) == [("site", "")]


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        ("2026-11-24T21:59", "2026-11-24T21:59"),
        ("2026-11-24T22:00", "2026-11-25T07:00"),
        ("2026-11-25T00:30", "2026-11-25T07:00"),
        ("2026-11-25T06:59", "2026-11-25T07:00"),
        ("2026-11-25T07:00", "2026-11-25T07:00"),
    ],
)
def test_people_are_not_woken(at, morning):
    assert awake(datetime.fromisoformat(f"{at}+08:00")) == datetime.fromisoformat(f"{morning}+08:00")


def test_an_sms_of_the_night_waits_and_a_code_does_not():
    night = datetime.fromisoformat("2026-11-24T23:00+08:00")
    told(person(), at=night)
    operations.tell_address(channel="sms", address="+8613900000002", template="sign_in_code", context={"code": "1"}, at=night)
    waits = dict(Message.objects.values_list("address", "next_try_at"))
    assert waits[""] == waits["+8613900000002"] == night
    assert [at for address, at in waits.items() if address.startswith("+86138")] == [
        datetime.fromisoformat("2026-11-25T07:00+08:00")
    ]


def test_a_choice_is_kept_once_and_shown(client, homes):
    user = person(email="a@example.com")
    client.force_login(user)
    for _twice in range(2):
        assert client.post(PAGE, CHOSEN).url == PAGE
    user.refresh_from_db()
    assert (user.language, user.channels) == (
        "en",
        {key: way for key, way in CHOSEN.items() if key != "language"},
    )
    assert AuditEntry.objects.filter(action="chose channels").count() == 1
    chosen = re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', client.get(PAGE).content.decode())
    assert {key: way for key, way in chosen if key != "language"} == user.channels


@pytest.mark.parametrize("wrong", [{"shop": "email"}, {"shop": ""}, {"language": "fr"}, {"course": "<script>"}])
def test_a_way_that_does_not_reach_is_no_choice_and_nothing_changes(client, homes, wrong):
    user = person()
    client.force_login(user)
    page = client.post(PAGE, {**CHOSEN, "course": "sms", **wrong}).content.decode()
    assert "Choose a language." in page or "Choose one of the ways shown." in page
    user.refresh_from_db()
    assert (user.language, user.channels) == ("zh-hans", {})


def test_a_way_lost_since_is_said_to_be_replaced(client, homes):
    client.force_login(person(channels={"shop": "email"}))
    assert (
        "We know no e-mail address of yours that you proved with a code, so these come by SMS."
        in client.get(PAGE).content.decode()
    )


@pytest.mark.parametrize(("role", "shown"), [("trainee", False), ("mentor", True)])
def test_mentors_choose_for_their_desk_too(client, homes, role, shown):
    client.force_login(person(role=role))
    assert ("The mentor’s evening letter" in client.get(PAGE).content.decode()) is shown


def test_an_email_says_how_to_stop_those_like_it(settings, monkeypatch):
    """Each link carries the second it was written in, and the head of a letter is written later than its body."""
    seconds = itertools.count(1_800_000_000)
    monkeypatch.setattr("django.core.signing.time", SimpleNamespace(time=lambda: next(seconds)))
    user = person(email="a@example.com", channels={"shop": "email"}, language="en")
    told(user)
    operations.send_due(clock=lambda: NOON)
    (letter,) = mail.outbox
    written = re.compile(re.escape(f"{settings.BASE_URL}/en/my/messages/stop/") + r"([\w:-]+)/")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = re.search(r"No more e-mails like this: (\S+)\Z", letter.body)[1]
    for where in (letter.extra_headers["List-Unsubscribe"], body, letter.alternatives[0][0]):
        (token,) = set(written.findall(where))
        assert read_stop_token(token) == (str(user.key), BY_KEY["shop"])


def test_one_press_stops_a_kind_without_signing_in_and_opening_the_link_does_not(homes):
    user = person(email="a@example.com", channels={"shop": "email"})
    phone = Client(enforce_csrf_checks=True)
    address = f"/en/my/messages/stop/{stop_token(user, BY_KEY['shop'])}/"
    assert "Stop these e-mails?" in phone.get(address).content.decode()
    user.refresh_from_db()
    assert user.channels == {"shop": "email"}
    for _twice in range(2):
        assert phone.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    user.refresh_from_db()
    assert user.channels == {"shop": "site"}
    assert AuditEntry.objects.filter(action="chose channels").count() == 1


def test_a_link_we_did_not_write_or_of_a_kind_without_choice_is_not_there(homes):
    user = person(email="a@example.com")
    good = stop_token(user, BY_KEY["shop"])
    for token in (good[:-2], "x", stop_token(user, BY_KEY["codes"]), "a:b:c"):
        assert Client().post(f"/en/my/messages/stop/{token}/").status_code == 404
    user.refresh_from_db()
    assert user.channels == {}
