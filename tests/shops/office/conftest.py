"""A franchise manager in the CMS."""

import pytest

from accounts.operations import grant_role
from common.clock import now
from front.permissions import allow_all
from tests.factories.people import person


@pytest.fixture
def manager(client, homes):
    allow_all()
    made = person("冯志强", language="en")
    grant_role(user=made, role="franchise manager", by=None, at=now())
    client.force_login(made)
    return made
