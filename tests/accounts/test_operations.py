import pytest
from django.utils import timezone

from accounts.models import RoleGrant
from accounts.operations import change_name, grant_role, revoke_role
from accounts.queries import has_role, people_with_role
from common.models import AuditEntry
from tests.factories.people import person


@pytest.mark.django_db
def test_a_role_is_granted_once_with_its_cms_group_and_taken_back():
    boss, user, at = person(), person(), timezone.now()
    for _twice in range(2):
        grant_role(user=user, role="editor", by=boss, at=at)
    assert RoleGrant.objects.count() == 1
    assert [g.name for g in user.groups.all()] == ["Editors"]
    assert list(people_with_role("editor")) == [user]
    revoke_role(user=user, role="editor", by=boss, at=at)
    user.refresh_from_db()
    assert not has_role(type(user).objects.get(pk=user.pk), "editor")
    assert not user.groups.exists()
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["revoked role", "granted role"]


@pytest.mark.django_db
def test_an_administrator_is_a_superuser_only_while_they_are_one():
    user, at = person(), timezone.now()
    grant_role(user=user, role="administrator", by=None, at=at)
    assert user.is_superuser
    revoke_role(user=user, role="administrator", by=None, at=at)
    user.refresh_from_db()
    assert not user.is_superuser


@pytest.mark.django_db
def test_a_name_is_changed_once_and_on_record():
    user, at = person("盘秀兰"), timezone.now()
    for _twice in range(2):
        change_name(user=user, name="  盘  秀莲 ", at=at)
    user.refresh_from_db()
    assert user.name == "盘 秀莲"
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.details) == ("changed name", user.pk, {"old": "盘秀兰", "new": "盘 秀莲"})


@pytest.mark.django_db
def test_ones_name_is_changed_on_its_page_and_an_empty_one_explained(client, homes):
    user = person("盘秀兰")
    client.force_login(user)
    page = client.post("/en/account/name/", {"name": " "}).content.decode()
    assert "Enter your name." in page
    user.refresh_from_db()
    assert user.name == "盘秀兰"
    assert client.post("/en/account/name/", {"name": "盘秀莲"})["Location"] == "/en/my/"
    user.refresh_from_db()
    assert user.name == "盘秀莲"
