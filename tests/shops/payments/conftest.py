"""Pretended companies on the loopback, which sign as the real ones do; tests send their notifications themselves."""

import threading

import pytest

from shops.payments.pretend.server import Companies, serve
from tests.factories.catalogue import product
from tests.factories.orders import order


@pytest.fixture(scope="session")
def running():
    server, companies = serve(0, tells=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", companies
    server.shutdown()
    server.server_close()


@pytest.fixture
def companies(running, settings) -> Companies:
    root, both = running
    settings.PRETEND_COMPANIES = root
    yield both
    for one in (both.wechat, both.alipay):
        one.books.silent = one.books.slow_refunds = False
        one.books.trades.clear()


@pytest.fixture
def ordered(db, companies):
    """An order of two packs at ¥49, waiting for its payment."""
    return order(product(price=4900, group_price=None), packs=2, way="wechat")
