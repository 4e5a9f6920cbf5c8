"""What every test stands on: the home pages in both languages, and people of each role."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from wagtail.signal_handlers import reference_index_auto_update_disabled

from cms import county
from cms.models import CountySettings
from tests.emptying import empty_quickly
from tests.factories import pages, people

DAY = datetime(2026, 11, 26, 4, 30, tzinfo=UTC)  # 12:30 in Jianghua
OF_TODAY = {"journeys", "demo", "http"}  # folders of tests

# Playwright's loop goes on in the process that drives a browser; the tests after it are no less synchronous for that.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: looking through it again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def _on_one_day(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the factories make is of these days: a test says the same next year, and at midnight. Where another process takes
    part, it is the day that it is."""
    if OF_TODAY.intersection(request.path.parts):
        yield
        return
    with time_machine.travel(DAY):
        yield


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Nothing remembered, and no language left over from another test's request."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    cache.set(county.KEY, CountySettings(), None)  # a warm site: pages do not ask for the county's names


@pytest.fixture(autouse=True)
def _no_reference_index() -> None:
    """No test asks Wagtail where a thing is used; under the profiler, keeping that up to date took a tenth of the time."""
    reference_index_auto_update_disabled.value = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The home pages stand in the database already; a test that empties it builds them anew."""
    with django_db_blocker.unblock():
        empty_quickly(connection)
        pages.homes()


@pytest.fixture
def homes(db):
    """The home pages {"zh-hans": …, "en": …} of a site on localhost."""
    return pages.homes()


@pytest.fixture
def programme(homes):
    """A small boot camp of two stages with two lessons each, in both languages."""
    return pages.programme(homes, stages=2, lessons=2)


@pytest.fixture
def trainee(db):
    return people.person("盘美花", role="trainee")


@pytest.fixture
def mentor(db):
    return people.person("李伟", role="mentor")
