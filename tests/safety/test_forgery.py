"""Forms posted from elsewhere are refused with words that help; `next` never leads off the site."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from outbox.models import Message
from tests.safety.test_roles import OWN, OWNED, PUBLIC
from tests.safety.world import FRANCHISE, MENTOR, OWNER, PROGRAMME, records

pytestmark = pytest.mark.django_db
FORM_PAGES = {"accounts:sign_in", "accounts:sign_up", "accounts:sign_out", "account_login", "account_request_login_code",
              "account_signup", "account_logout", "account_confirm_login_code", "questions:quick_check"}  # fmt: skip
ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example", "https:evil.example", "javascript:alert(1)",
             "http:///evil.example", "///evil.example", "https://localhost.evil.example/", "\thttps://evil.example",
             "https://testserver@evil.example/")  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_post_without_its_token_is_refused_and_the_page_says_what_to_do(world, language):
    addresses = {reverse(e.name, args=e.args(world)): e.posted for e in OWNED if e.posted or "send" in e.name}
    addresses |= {reverse(name, args=args): {} for name, args in OWN.items()}
    addresses |= {reverse(name, args=PUBLIC[name](world)): {} for name in FORM_PAGES}
    words = "在浏览器里点“返回”" if language == "zh-hans" else "Press Back in your browser"
    for role in (OWNER, MENTOR, FRANCHISE, PROGRAMME):
        client = Client(enforce_csrf_checks=True)
        client.force_login(world.people[role])
        before = records()
        for address, posted in addresses.items():
            response = client.post(address.replace("zh-hans", language, 1), posted)
            if response.status_code == 405:
                continue
            assert (address, response.status_code) == (address, 403)
            assert words in response.content.decode()
        assert records() == before


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_and_up_never_leads_off_the_site(client, world, elsewhere):
    shown = client.get("/en/account/sign-in/", {"next": elsewhere}).content.decode()
    assert 'href="' + elsewhere not in shown
    for path, posted in (("sign-in", {}), ("sign-up", {"name": "新人"})):
        client.logout()
        person = {"contact": "13977770001", "next": elsewhere, **posted}
        if path == "sign-in":
            client.post("/en/account/sign-up/", {"name": "新人", "contact": "13977770001"})
        sent = client.post(f"/en/account/{path}/?next={elsewhere}", person)
        assert sent["Location"].startswith("/en/account/sign-in/code/")
        code = re.search(r"\d{6}", Message.objects.latest("pk").body)[0]
        done = client.post(sent["Location"], {"code": code, "next": elsewhere})
        assert (path, done.status_code) == (path, 302)
        assert done["Location"].startswith("/en/"), done["Location"]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_out_and_the_cms_door_stay_on_the_site(client, world, elsewhere):
    client.force_login(world.people[OWNER])
    assert client.post("/en/account/sign-out/", {"next": elsewhere})["Location"] == "/en/"
    assert client.get("/admin/login/", {"next": elsewhere})["Location"].startswith("/")
    client.force_login(world.people[OWNER])
    answer = client.get("/en/account/sign-in/", {"next": elsewhere})
    assert answer.status_code in (200, 302)
    assert answer.status_code == 200 or answer["Location"].startswith("/en/")
