"""Development: `make run`. Embedded SQLite, messages shown at /dev/messages, no second factor asked."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, env

DEVELOPMENT = True
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="development-only-not-a-secret")
ALLOWED_HOSTS = ["*"]
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
