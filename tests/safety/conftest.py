"""One small site for all tests of this folder, made once and rolled back after; each test rolls back its own changes."""

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation

from tests.safety import world as worlds


@pytest.fixture(scope="package")
def kept_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        translation.activate(settings.LANGUAGE_CODE)
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(kept_world, db):
    return kept_world


@pytest.fixture
def nothing_changes():
    """Assert at the end that no record of people's was written."""
    before = worlds.records()
    yield
    assert worlds.records() == before
