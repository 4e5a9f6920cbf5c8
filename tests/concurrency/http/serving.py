"""The site as production serves it: gunicorn, four workers of four threads, with production's own settings."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.db import connection
from joserfc.jwk import RSAKey

HOST = "yaodu.example"
SECRET = "fV3-kQ9_tWz7" * 5  # who signs sessions for the served site signs with it
AS_PROXIED = {"Host": HOST, "Origin": f"https://{HOST}", "X-Forwarded-Proto": "https"}
WORKERS, THREADS = 4, 4
RIGGED = "tests.concurrency.http.rigged"  # the site whose guards may be taken away, and whose workers may be killed


@contextmanager
def served(database: str, redis: str, log: Path, app: str = "config.wsgi", **more: str) -> Iterator[int]:
    """The port the site answers at; when it is left, no process of it is. `more` is set in its environment."""
    write_manifest()
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        app,
        "--preload",
        "--bind",
        f"fd://{listener.fileno()}",
        "--workers",
        str(WORKERS),
    ]
    command += ["--threads", str(THREADS), "--timeout", "60", "--log-level", "warning"]
    with log.open("wb") as said:
        arbiter = subprocess.Popen(
            command, env=environment(database, redis) | more, cwd=settings.ROOT, pass_fds=[listener.fileno()],
            stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    port = listener.getsockname()[1]
    listener.close()
    try:
        wait_until_ready(port, arbiter, log)
        yield port
    finally:
        stop(arbiter)


def write_manifest() -> None:
    """What `collectstatic` says of static files, for pages that name them: each by its own name, and none of them is asked for."""
    named = {path: path for finder in get_finders() for path, _storage in finder.list([])}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    manifest = {"version": "1.1", "hash": "", "paths": named}
    (settings.STATIC_ROOT / "staticfiles.json").write_text(json.dumps(manifest))


def environment(database: str, redis: str) -> dict[str, str]:
    """Values that production's settings take for safe; nothing is sent, for no clock runs."""
    badge_key = RSAKey.generate_key(2048).as_pem(private=True).decode()
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production", "PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'site'}",
        "DATABASE_URL": database, "REDIS_URL": redis, "SECRET_KEY": SECRET, "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"https://{HOST}", "SMS_PROVIDER": "outbox.channels.ConsoleSms", "EMAIL_URL": "smtp://localhost:25",
        "DEFAULT_FROM_EMAIL": f"Yaodu <post@{HOST}>", "BADGE_KEY": badge_key.replace("\n", "\\n"), "LOG_LEVEL": "ERROR",
    }  # fmt: skip


def wait_until_ready(port: int, arbiter: subprocess.Popen, log: Path) -> None:
    """Raises RuntimeError with what the site said when it does not come up within a minute."""
    for _try in range(600):
        if arbiter.poll() is not None:
            break
        with suppress(URLError, ConnectionError, TimeoutError):
            urlopen(Request(f"http://127.0.0.1:{port}/readyz", headers=AS_PROXIED), timeout=10).close()
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-4000:])


def stop(arbiter: subprocess.Popen) -> None:
    """The whole group of processes, not asked: there is nothing to be finished."""
    with suppress(ProcessLookupError):
        os.killpg(arbiter.pid, signal.SIGKILL)
    arbiter.wait()


def url_of_database() -> str:
    """The database this process uses, as an address."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"
