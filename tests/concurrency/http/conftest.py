"""The site served once for all races over HTTP, and once more, rigged, for the controls and for workers that die."""

import os
from collections.abc import Iterator

import pytest

from tests.concurrency.http.buyers import Site
from tests.concurrency.http.serving import HOST, RIGGED, SECRET, served, url_of_database


def redis_url() -> str:
    """A cache of the served site's own: the tests clear theirs."""
    number = 8 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/{number}"


@pytest.fixture(scope="session")
def _served(django_db_setup, tmp_path_factory) -> Iterator[Site]:
    with served(url_of_database(), redis_url(), tmp_path_factory.mktemp("site") / "log") as port:
        yield Site(port)


@pytest.fixture(scope="session")
def _rigged(django_db_setup, tmp_path_factory) -> Iterator[Site]:
    with served(url_of_database(), redis_url(), tmp_path_factory.mktemp("rigged") / "log", RIGGED) as port:
        yield Site(port)


@pytest.fixture(autouse=True)
def _same_secret(settings) -> None:
    """Sessions written here are read there."""
    settings.SECRET_KEY, settings.ALLOWED_HOSTS = SECRET, [HOST, "testserver"]


@pytest.fixture
def site(transactional_db, _served) -> Site:
    """The site as it is served to everybody."""
    return _served


@pytest.fixture
def rigged(transactional_db, _rigged) -> Site:
    """The site with guards that a request may take away (`without=`), and workers it may kill (`die=`)."""
    return _rigged
