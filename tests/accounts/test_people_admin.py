"""Administrators keep people in the CMS: names, numbers and addresses; never roles."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from accounts.operations import grant_role
from common.clock import now
from common.models import AuditEntry
from tests.factories.people import person

pytestmark = pytest.mark.django_db
NEW, LIST = "/admin/users/new/", "/admin/users/"
SAID = {"name": " 冯 小雨 ", "phone": "１３９ 0000 7777", "email": "Feng@Example.COM", "language": "zh-hans"}


@pytest.fixture
def admin(client, homes):
    user = person("管理员")
    grant_role(user=user, role="administrator", by=None, at=now())
    client.force_login(user)
    return client


def kept() -> list[tuple]:
    return list(User.objects.order_by("pk").values_list("name", "phone", "email", "language", "is_active"))


def test_a_person_added_has_what_was_typed_and_can_be_found(admin):
    words = re.sub(r"<[^>]*>", "", admin.get(NEW).content.decode().partition("<main")[2])
    assert "User" not in words
    assert admin.post(NEW, SAID).status_code == 302
    made = User.objects.get(phone="+8613900007777")
    assert (made.name, made.email, made.has_usable_password()) == ("冯 小雨", "feng@example.com", False)
    assert AuditEntry.objects.filter(action="added person", subject=f"accounts.User:{made.pk}").count() == 1
    for part in ("小雨", "00007777", "feng@"):
        words = admin.get(LIST, {"q": part}).content.decode()
        assert "冯 小雨" in words
        assert "+8613900007777" in words
    assert "冯 小雨" not in admin.get(LIST, {"q": "不存在"}).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"phone": "12345"},
        {"phone": "", "email": ""},
        {"phone": "", "email": "not an address"},
        {"phone": "139 0000 0009"},
        {"phone": "", "email": "TAKEN@example.com"},
    ],
)
def test_what_cannot_be_is_explained_and_nobody_is_made(admin, wrong):
    person("已有", phone="+8613900000009", email="taken@example.com")
    before = kept()
    response = admin.post(NEW, {**SAID, **wrong})
    assert response.status_code == 200
    assert len(response.context["form"].errors) == 1
    assert kept() == before


def test_groups_and_superusers_are_not_made_here(admin):
    editors = Group.objects.get_or_create(name="Editors")[0]
    admin.post(NEW, {**SAID, "is_superuser": "on", "groups": [editors.pk]})
    made = User.objects.get(email="feng@example.com")
    edit = reverse("wagtailusers_users:edit", args=[made.pk])
    admin.post(edit, {**SAID, "is_active": "on", "is_superuser": "on", "groups": [editors.pk]})
    made.refresh_from_db()
    assert (made.is_superuser, made.groups.count()) == (False, 0)


def test_correcting_a_number_takes_back_its_proof_and_no_more(admin):
    one = person("错号", phone_verified=True)
    edit = reverse("wagtailusers_users:edit", args=[one.pk])
    assert admin.get(edit).status_code == 200
    said = {"name": "错号", "phone": one.phone, "email": "", "language": "en", "is_active": "on"}
    assert admin.post(edit, said).status_code == 302
    one.refresh_from_db()
    assert (one.language, one.phone_verified, one.email) == ("en", True, None)
    admin.post(edit, {**said, "phone": "13900008888"})
    one.refresh_from_db()
    assert (one.phone, one.phone_verified, one.key) == ("+8613900008888", False, User.objects.get(pk=one.pk).key)


def test_an_account_is_closed_but_never_deleted(admin):
    one = person("要走的人")
    admin.post(reverse("wagtailusers_users:delete", args=[one.pk]))
    for action in ("delete", "assign_role"):
        admin.post(reverse("wagtail_bulk_action", args=["accounts", "user", action]) + f"?id={one.pk}", {"role": ""})
    assert User.objects.filter(pk=one.pk).count() == 1
    admin.post(reverse("wagtailusers_users:edit", args=[one.pk]), {"name": one.name, "phone": one.phone, "language": "zh-hans"})
    one.refresh_from_db()
    assert one.is_active is False


def test_the_menu_and_ones_own_settings_show_the_name(admin):
    me = User.objects.get(name="管理员")
    assert me.key not in admin.get("/admin/").content.decode()
    words = admin.get("/admin/account/").content.decode()
    assert 'name="name_email-name" value="管理员"' in words
    assert "first_name" not in words
    admin.post("/admin/account/", {"name_email-name": "新名", "locale-preferred_language": "", "theme-theme": "system",
                                   "theme-contrast": "system", "theme-density": "default"})  # fmt: skip
    me.refresh_from_db()
    assert me.name == "新名"
