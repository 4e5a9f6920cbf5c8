"""Signing in to the CMS with a role as it is granted."""

import pytest

from accounts.operations import grant_role
from cms.permissions import allow_editing
from common.clock import now
from tests.factories import people


@pytest.fixture
def sign_in(client, homes):
    allow_editing()

    def signed_in(role):
        user = people.person()
        grant_role(user=user, role=role, by=None, at=now())
        client.force_login(user)
        return client

    return signed_in
