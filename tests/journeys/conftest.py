"""A whole served site with the county's content — web, worker and clock, as `make run` serves it — and a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tools.browser import chromium

PHONE = {"width": 390, "height": 844}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_database(server: str, name: str) -> str:
    """The address of a new PostgreSQL database on `server`, migrated already where the tests made a template of one."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        template = os.environ.get("TEST_POSTGRES_TEMPLATE", "template1")
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.rsplit("/", 1)[0] + f"/{name}"


def environment(folder: Path) -> dict[str, str]:
    """As `make run` sets it, on a private port, in a folder and a database of its own."""
    port = str(free_port())
    env = os.environ | {
        "DATA_DIR": str(folder), "HOST": "127.0.0.1", "PORT": port, "BASE_URL": f"http://127.0.0.1:{port}",
        "PRETEND_COMPANIES": f"http://127.0.0.1:{free_port()}",
        "PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip
    env.pop("DATABASE_URL", None)
    if template := os.environ.get("TEST_SQLITE_TEMPLATE"):
        shutil.copyfile(template, folder / "db.sqlite3")
    if server := os.environ.get("DATABASE_URL"):
        env["DATABASE_URL"] = own_database(server, f"yaodu_site_{port}")
    return env


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not become ready")


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the served site, for what else is run beside it."""
    if os.environ.get("SITE"):
        return os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    return environment(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(surroundings: dict[str, str]) -> Iterator[str]:
    """The address of the served site; SITE may name one that is served already, while tests are being written."""
    if served := os.environ.get("SITE"):
        yield served
        return
    env, root = surroundings, settings.ROOT
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=root, env=env, check=True, stdout=subprocess.DEVNULL)
    with (Path(env["DATA_DIR"]) / "site.log").open("wb") as log:
        server = subprocess.Popen(["honcho", "-f", "tools/Procfile", "start"], cwd=root, env=env, stdout=log, stderr=log)
    try:
        wait_until_it_answers(env["BASE_URL"], server)
        yield env["BASE_URL"]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(autouse=True)
def _phones_put_away(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pages left open go on drawing themselves, beside the next test."""
    yield
    if "browser" in request.fixturenames:
        for context in list(request.getfixturevalue("browser").contexts):
            context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone that reads Chinese."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_without_scripts(browser: Browser) -> Iterator[Page]:
    """A phone that reads English and runs no JavaScript."""
    context = browser.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=False)
    yield context.new_page()
    context.close()
