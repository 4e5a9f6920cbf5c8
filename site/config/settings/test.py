"""Tests: jobs run at once, mail stays in memory, passwords hash fast."""

import os
import tempfile
from pathlib import Path

from config.settings.dev import *  # noqa: F403
from config.settings.dev import CACHES, DATA_DIR, DATABASES, LOGGING, REDIS_URL, STORAGES

DEVELOPMENT = True
STAFF_SECOND_FACTOR = False  # the tests of the second factor turn it on
SECRET_KEY = "tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="yaodu-media-"))
PRIVATE_ROOT = Path(tempfile.mkdtemp(prefix="yaodu-private-"))
STORAGES = {
    **STORAGES,
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_ROOT}},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file, so that live servers and --reuse-db see it
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # nothing to lose
    DATA_DIR.mkdir(parents=True, exist_ok=True)
ACCOUNT_RATE_LIMITS = False
WHITENOISE_AUTOREFRESH = True  # else every client of every test reads through the folders of static files
if REDIS_URL:  # each test process clears a cache of its own
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES = {"default": {**CACHES["default"], "LOCATION": f"{REDIS_URL.rsplit('/', 1)[0]}/{number}"}}
LOGGING["loggers"] = {"django_tasks": {"level": "WARNING"}}
