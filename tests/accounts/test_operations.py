import pytest
from django.utils import timezone

from accounts.models import RoleGrant
from accounts.operations import grant_role, revoke_role
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
