"""Production: every unsafe value stops the start, and the message says which and why."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import (
    ALIPAY,
    ALLOWED_HOSTS,
    BADGE_KEY,
    BANK_ACCOUNT,
    BASE_URL,
    EMAIL_CONFIG,
    SECRET_KEY,
    SMS_PROVIDER,
    STAFF_SECOND_FACTOR,
    STORAGES,
    WECHAT_PAY,
    env,
)
from courses.certificates.issuer_key import BadKey, private_keys

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
WECHAT_FACTS = ("mchid", "appid", "secret", "serial", "private_key", "apiv3_key", "public_key", "public_key_id")
ALIPAY_FACTS = ("appid", "seller_id", "private_key", "public_key")
BANK_FACTS = ("payee", "bank", "number")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def unsafe_settings() -> list[str]:
    """What must be mended before the site may serve real people, one sentence each."""
    return [*unsafe_addresses(), *unsafe_messages(), *unsafe_files(), *unsafe_keys(), *unsafe_payments()]


def unsafe_addresses() -> list[str]:
    faults = []
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("development"):
        faults.append("SECRET_KEY must be set to at least 50 random characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        faults.append("ALLOWED_HOSTS must name the hosts this site answers to, without '*'.")
    if not BASE_URL.startswith("https://"):
        faults.append("BASE_URL must begin with https://, because it is printed on certificates and QR codes.")
    if not SECURE_SSL_REDIRECT:
        faults.append("SECURE_SSL_REDIRECT must stay on: sessions travel with every request.")
    if SECURE_HSTS_SECONDS < 3600:
        faults.append("SECURE_HSTS_SECONDS must be at least 3600.")
    if not STAFF_SECOND_FACTOR:
        faults.append("STAFF_SECOND_FACTOR must stay on: staff open shops and read coursework.")
    return faults


def unsafe_messages() -> list[str]:
    faults = []
    if SMS_PROVIDER == "console":
        faults.append("SMS_PROVIDER must name a real provider: 'console' prints sign-in codes.")
    if not env("REDIS_URL", default=""):
        faults.append("REDIS_URL must be set: rate limits and lock-outs must be shared by every process.")
    if not EMAIL_CONFIG["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        faults.append("EMAIL_URL must name a mail server, like smtp+tls://user:password@host:587.")
    if not env("DEFAULT_FROM_EMAIL", default=""):
        faults.append("DEFAULT_FROM_EMAIL must say who letters come from.")
    return faults


def unsafe_files() -> list[str]:
    """Buckets, when files are kept in some: what is private must not lie where everybody reads."""
    if not (public := STORAGES["default"].get("OPTIONS", {}).get("bucket_name")):
        return []
    if STORAGES["private"]["OPTIONS"]["bucket_name"] in ("", public):
        return ["S3_PRIVATE_BUCKET must name a bucket of its own: originals and certificates are nobody else's."]
    return []


def unsafe_payments() -> list[str]:
    """Who would take payments must be able to verify what companies say of them."""
    faults = []
    needed = {
        "WECHAT_PAY": (WECHAT_PAY, WECHAT_FACTS),
        "ALIPAY": (ALIPAY, ALIPAY_FACTS),
        "BANK_ACCOUNT": (BANK_ACCOUNT, BANK_FACTS),
    }
    for name, (facts, names) in needed.items():
        missing = [one for one in names if facts and not facts.get(one)]
        if missing:
            faults.append(f"{name} lacks {', '.join(missing)}.")
    if env("PRETEND_COMPANIES", default=""):
        faults.append("PRETEND_COMPANIES must not be set: nobody would pay anything.")
    return faults


def unsafe_keys() -> list[str]:
    """The key that signs badges: whoever loses it loses the badges given out, so nobody makes one up for a real site."""
    try:
        private_keys(BADGE_KEY)
    except BadKey as fault:
        return [f"BADGE_KEY must be a private RSA key of at least 2048 bits in PEM form ({fault}): it signs digital badges."]
    return []


if faults := unsafe_settings():
    raise ImproperlyConfigured("This site will not start:\n- " + "\n- ".join(faults))
