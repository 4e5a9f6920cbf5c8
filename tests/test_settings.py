"""Production refuses unsafe values and says which; the timing header has exactly its form."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

SAFE = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "yaodu.example",
    "BASE_URL": "https://yaodu.example",
    "SMS_PROVIDER": "sms.Provider",
    "REDIS_URL": "redis://localhost/0",
    "EMAIL_URL": "smtp://localhost:25",
}


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a fresh process with SAFE and `changes` (None takes a value away)."""
    wanted = {name: value for name, value in (SAFE | changes).items() if value is not None}
    env = {k: v for k, v in os.environ.items() if k not in SAFE} | wanted
    env["PYTHONPATH"] = f"{settings.ROOT}:{settings.ROOT / 'site'}"
    code = "import config.settings.production"
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def test_production_starts_on_safe_values():
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None), ("SECRET_KEY", "short"), ("ALLOWED_HOSTS", None), ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", "http://yaodu.example"), ("SMS_PROVIDER", None), ("REDIS_URL", None), ("EMAIL_URL", None),
        ("STAFF_SECOND_FACTOR", "0"),
    ],
)  # fmt: skip
def test_production_refuses_an_unsafe_value_and_names_it(name, value):
    refused = start(**{name: value})
    assert refused.returncode == 1
    assert f"- {name} must" in refused.stderr


def test_every_answer_says_what_it_cost_when_asked(settings):
    from common.timing import ServerTimingMiddleware

    settings.SERVER_TIMING = True
    response = ServerTimingMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert re.fullmatch(r'db;dur=\d+\.\d;desc="0 queries", total;dur=\d+\.\d', response["Server-Timing"])


def test_readiness_fails_when_the_cache_does(client, db, monkeypatch):
    from front import health

    monkeypatch.setattr(health, "cache_answers", lambda: False)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": True, "cache": False, "migrations": True})
