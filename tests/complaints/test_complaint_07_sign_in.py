"""People with little schooling stop at the sign-in elsewhere. Here: a telephone number, a code, and the door stays open."""

import re

import pytest

from outbox.models import Message
from tests.factories.people import person

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/zh-hans/account/sign-in/", "/zh-hans/account/sign-in/code/"


def typed_fields(page: str) -> list[str]:
    """The inputs of the page's main part that a person types in."""
    found = re.findall(r"<input[^>]*>", page.split("<main")[1].split("</main>")[0])
    return [tag for tag in found if 'type="hidden"' not in tag]


def test_each_screen_asks_for_one_thing_and_nobody_for_a_password(client, homes):
    person(phone="+8613900000002")
    [number] = typed_fields(client.get(SIGN_IN).content.decode())
    assert 'name="contact"' in number
    client.post(SIGN_IN, {"contact": "13900000002"})
    [code] = typed_fields(client.get(CODE).content.decode())
    assert 'name="code"' in code
    assert 'inputmode="numeric"' in code  # the keyboard with big digits
    assert 'autocomplete="one-time-code"' in code  # the phone offers the code by itself
    assert "password" not in number + code


def test_the_number_as_people_write_it_and_the_code_are_enough(client, homes):
    known = person(phone="+8613900000002")
    client.post(SIGN_IN, {"contact": "１３９ 0000-0002"})
    code = re.search(r"\d{6}", Message.objects.latest("pk").body)[0]
    client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    assert client.session["_auth_user_id"] == str(known.pk)
    assert client.session.get_expiry_age() >= 14 * 86400  # two weeks of not being asked again
    assert not client.session.get_expire_at_browser_close()
