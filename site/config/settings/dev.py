"""Development: `make run`. Embedded SQLite, messages shown at /dev/messages, no second factor asked."""

from config.settings.base import *  # noqa: F403
from config.settings.base import CONTENT_SECURITY_POLICY, STORAGES, env

DEVELOPMENT = True
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="development-only-not-a-secret")
ALLOWED_HOSTS = ["*"]
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Pretended payment companies (shops/payments/pretend), where `make run` serves them; a bank account that is none.
PRETEND_COMPANIES = env("PRETEND_COMPANIES", default="")
BANK_ACCOUNT = env.json(
    "BANK_ACCOUNT", default={"payee": "瑶都优选（开发用，勿转账）", "bank": "示例银行江华支行", "number": "6200 0000 0000 0000"}
)
if PRETEND_COMPANIES:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(PRETEND_COMPANIES)
