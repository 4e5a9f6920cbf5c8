"""The site served once for all races over HTTP, and once more, rigged, for the controls and for workers that die."""

import json
import os
import threading
from collections.abc import Iterator

import pytest

from shops.payments.pretend.keys import facts_of
from shops.payments.pretend.server import Companies, serve
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
def _companies() -> Iterator[Companies]:
    """Pretended payment companies, in this process: their books can be read, and they notify when a test says so."""
    server, companies = serve(0, tells=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield companies
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def _rigged(django_db_setup, tmp_path_factory, _companies) -> Iterator[Site]:
    root = _companies.wechat.root.removesuffix("/wechat")
    merchant = {"WECHAT_PAY": json.dumps(facts_of("wechat", root)), "ALIPAY": json.dumps(facts_of("alipay", root))}
    with served(url_of_database(), redis_url(), tmp_path_factory.mktemp("rigged") / "log", RIGGED, **merchant) as port:
        yield Site(port)


@pytest.fixture
def companies(_companies) -> Companies:
    """The companies that the rigged site has its payments made by, with empty books."""
    for one in (_companies.wechat, _companies.alipay):
        one.books.trades.clear()
        one.books.slow_refunds = False
    return _companies


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
