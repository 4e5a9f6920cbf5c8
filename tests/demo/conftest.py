"""The county's whole content, loaded once for the tests of this folder and rolled back after."""

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.models import HomePage


@pytest.fixture(scope="package")
def county(django_db_setup, django_db_blocker):
    """What `load_demo` loads, in a transaction of the folder’s own; the tests' home pages make way for the county's."""
    with django_db_blocker.unblock(), transaction.atomic():
        for home in HomePage.objects.all():
            home.delete()
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)
