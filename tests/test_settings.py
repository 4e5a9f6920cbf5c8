"""Production refuses unsafe values and says which; the timing header has exactly its form."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from joserfc.jwk import RSAKey

PRIVATE = RSAKey.generate_key(2048).as_pem(private=True).decode()
SAFE = {
    "BADGE_KEY": PRIVATE.replace("\n", "\\n"),
    "SECRET_KEY": "fV3-kQ9_tWz7" * 5,
    "ALLOWED_HOSTS": "yaodu.example",
    "BASE_URL": "https://yaodu.example",
    "SMS_PROVIDER": "sms.Provider",
    "REDIS_URL": "redis://localhost/0",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "Yaodu <post@yaodu.example>",
}


def start(code: str = "import config.settings.production", **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a fresh process with SAFE and `changes` (None takes a value away)."""
    wanted = {name: value for name, value in (SAFE | changes).items() if value is not None}
    env = {k: v for k, v in os.environ.items() if k not in SAFE and k != "DJANGO_SETTINGS_MODULE"} | wanted
    env["PYTHONPATH"] = f"{settings.ROOT}:{settings.ROOT / 'site'}"
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def test_production_starts_on_safe_values():
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None), ("SECRET_KEY", "short"), ("ALLOWED_HOSTS", None), ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", "http://yaodu.example"), ("SMS_PROVIDER", None), ("REDIS_URL", None), ("EMAIL_URL", None),
        ("STAFF_SECOND_FACTOR", "0"), ("SECRET_KEY", "a" * 56), ("EMAIL_URL", "filemail://"), ("EMAIL_URL", "memorymail://"),
        ("EMAIL_URL", "dummymail://"), ("DEFAULT_FROM_EMAIL", None), ("BADGE_KEY", None), ("BADGE_KEY", "secret"), ("SECURE_SSL_REDIRECT", "0"), ("SECURE_HSTS_SECONDS", "0"),
    ],
)  # fmt: skip
def test_production_refuses_an_unsafe_value_and_names_it(name, value):
    refused = start(**{name: value})
    assert refused.returncode == 1
    assert f"- {name} must" in refused.stderr


def test_production_refuses_private_files_in_the_public_bucket():
    for private in (None, "pictures"):
        refused = start(S3_BUCKET="pictures", S3_PRIVATE_BUCKET=private)
        assert refused.returncode == 1
        assert "- S3_PRIVATE_BUCKET must" in refused.stderr
    assert start(S3_BUCKET="pictures", S3_PRIVATE_BUCKET="kept").returncode == 0


def test_production_refuses_payments_that_are_half_set_or_pretended():
    refused = start(
        WECHAT_PAY='{"mchid": "1900000001", "appid": "wx1"}',
        ALIPAY='{"appid": "2021", "seller_id": "2088", "private_key": "k", "public_key": ""}',
        BANK_ACCOUNT='{"payee": "瑶都优选", "number": "6228"}', PRETEND_COMPANIES="http://127.0.0.1:8100",
    )  # fmt: skip
    assert refused.returncode == 1
    for fault in (
        "WECHAT_PAY lacks secret, serial, private_key, apiv3_key, public_key, public_key_id.", "ALIPAY lacks public_key.",
        "BANK_ACCOUNT lacks bank.", "PRETEND_COMPANIES must not be set: nobody would pay anything.",
    ):  # fmt: skip
        assert f"- {fault}" in refused.stderr


def test_a_provider_of_sms_that_is_not_there_stops_the_start():
    refused = start(code="import django; django.setup()", DJANGO_SETTINGS_MODULE="config.settings.production")
    assert refused.returncode == 1
    assert "SMS_PROVIDER must name a class that can be imported: sms.Provider" in refused.stderr


def test_files_lie_in_buckets_when_the_environment_names_them():
    env = {"S3_BUCKET": "pictures", "S3_PRIVATE_BUCKET": "kept", "MEDIA_HOST": "media.yaodu.example"}
    code = (
        "import django; django.setup(); from django.core.files.storage import storages; from uploads.models import Photo; from uuid import UUID;"
        "print(Photo(key=UUID(int=7)).url(320));"
        "print(storages['private'].bucket_name, storages['private'].default_acl, storages['default'].querystring_auth)"
    )
    said = start(code=code, DJANGO_SETTINGS_MODULE="config.settings.dev", SMS_PROVIDER="console", **env)
    assert said.stdout.splitlines() == [
        "https://media.yaodu.example/photos/00000000000000000000000000000007-320.webp",
        "kept private False",
    ], said.stderr


def test_every_answer_says_what_it_cost_when_asked(settings):
    from common.timing import ServerTimingMiddleware

    settings.SERVER_TIMING = True
    response = ServerTimingMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert re.fullmatch(r'db;dur=\d+\.\d;desc="0 queries", total;dur=\d+\.\d', response["Server-Timing"])


def test_readiness_fails_when_redis_is_down(client, db, settings):
    """A real client and a port on which nothing listens."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    }
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": True, "cache": False, "migrations": True})
