"""Settings that hold everywhere; each may be set from the environment (see docs/running.md)."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from config.field_names import in_which_language
from config.storage import storages

ROOT = Path(__file__).resolve().parents[3]
env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default=str(ROOT / "var"))).resolve()
SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env("BASE_URL", default="http://localhost:8000")
WAGTAILADMIN_BASE_URL = BASE_URL
DEVELOPMENT = False  # opens /dev/messages; never in production

INSTALLED_APPS = [
    "common",
    "accounts",
    "outbox",
    "uploads",
    "printing",
    "modeltranslation",
    "cms",
    "courses.curriculum",
    "courses.cohorts",
    "courses.intake",
    "courses.timetable",
    "courses.attendance",
    "courses.questions",
    "courses.assessment",
    "courses.fieldlog",
    "courses.mentoring",
    "courses.certificates",
    "courses.surveys",
    "shops.franchise",
    "shops.catalogue",
    "shops.visits",
    "shops.standards",
    "shops.range",
    "shops.availability",
    "shops.ledger",
    "shops.promotions",
    "shops.orders",
    "shops.payments",
    "shops.fulfilment",
    "shops.bookings",
    "shops.wishes",
    "shops.asking",
    "shops.settlement",
    "shops.reviews",
    "shops.returns",
    "shops.bonuses",
    "shops.office",
    "shops.builder",
    "shops.market",
    "shops.sharing",
    "shops.groups",
    "shops.presale",
    "shops.storefront",
    "shops.desk",
    "front",
    "demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "config.cms_users.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "crispy_forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "common.timing.ServerTimingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "front.policy.EditorsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "front.language.RememberLanguageMiddleware",
    "shops.bonuses.arriving.ShareLinkMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "accounts.second_factor.StaffSecondFactorMiddleware",
    "front.errors.PressedNotReadMiddleware",
    "front.errors.TooLargeMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "front.context.chrome",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "common.templatetags.words",
                "common.templatetags.drawing",
                "uploads.templatetags.photos",
                "uploads.templatetags.enclosures",
            ],
        },
    }
]

# --- data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Deferred transactions lost half of the writes of eight writers to "database is locked"; immediate ones lost none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "yaodu"}
    )
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60  # farmers sign in by SMS: twice a season, not twice a week

# --- languages and time ---------------------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
FORMAT_MODULE_PATH = "config.formats"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation begins as a draft: its words are still the source's
# Each part keeps the translations of its own words, beside its code; its templates' words are there too.
LOCALE_PATHS = [
    str(folder)
    for part in ("site", "cms", "courses", "shops", "templates")
    for folder in sorted((ROOT / part).glob("**/locale"))
]
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"
MODELTRANSLATION_LANGUAGES = ("zh-hans", "en")
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_which_language
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("zh-hans", "en"), "en": ("zh-hans",), "zh-hans": ("en",)}

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]  # its permissions are Django's own
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "front:my"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "accounts:sign_in"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # nobody has a password: a code is sent each time
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
ACCOUNT_ADAPTER = "outbox.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # signing in by code is the verification
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "signup": "120/m/ip",
    "attendance_code": "10/10m/user",
    "photo_look": "120/m/user",  # drawn for one person; a slow phone that tries every button asks for some forty
    "find_order": "20/m/ip,3/m/key,10/d/key",  # five guesses at each code
    "find_waits": "20/m/ip,3/m/key,10/d/key",  # the same for a mobile number
    "ask_grower": "60/d/ip,5/h/key,12/d/key",  # a village behind one address; the key is a person or a mobile number
    "wait_for_place": "60/d/ip,20/d/key",  # the key is a person or a mobile number
    "coupon_code": "60/h/ip,12/h/key",  # a village behind one address; the key is a person or a basket
    "share_code": "120/h/ip",  # links with a share code opened: a village behind one address
    "claim": "30/h/key",  # presses on one part of an order: each may bring four photographs
    "review": "30/h/key",  # presses on one line of an order: each may bring four photographs
    "add_helper": "30/d/key",  # tries at whose number has an account
    "request_login_code": "20/m/ip,3/m/key,20/d/key",  # five guesses at each: a hundred a day at one number
}  # a class signs up at one table; codes are limited by number
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {"request_login_code": "accounts.forms.SignInForm", "confirm_login_code": "accounts.forms.CodeForm"}
MFA_TOTP_ISSUER = "Yaodu"
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)
PHONENUMBER_DEFAULT_REGION = "CN"
SMS_REGIONS = env.list("SMS_REGIONS", default=["CN"])  # whose mobile numbers get codes: others cost, or are traps
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)  # else behind a proxy all share one address's limits

# --- the CMS --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = _("Yaodu")
WAGTAIL_USAGE_COUNT_ENABLED = False
# Milliseconds. At Wagtail's 500 an automatic saving is often on its way when “save” is pressed, and an editor is told that
# they saved the page in another window.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 60, 78, 82
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp", "avif": "avif"}
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.library.PictureForm"
WAGTAILEMBEDS_FINDERS = [{"class": "wagtail.embeds.finders.oembed", "providers": []}]  # nothing is shown from elsewhere
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.library.PaperForm"
WAGTAILMEDIA = {
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "aac", "ogg", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "m4v", "webm"],
    "MEDIA_FORM_BASE": "cms.library.RecordingForm",
}
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = [
    "uploads.bounds.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- forms, static and people's files -------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = ["yaodu"]
CRISPY_TEMPLATE_PACK = "yaodu"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
BUILD_DIR = DATA_DIR / "build"  # what `build_css` writes
for folder in (BUILD_DIR, DATA_DIR / "static"):  # WhiteNoise and the finders warn of folders that are not there
    folder.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BUILD_DIR, ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = storages(env, PRIVATE_ROOT)
MEDIA_HOST = env("MEDIA_HOST", default="")  # serves the public bucket, without a scheme
# A map of tiles under routes: {"url": "https://…/{z}/{x}/{y}", "datum": "wgs84" or "gcj02", "credit": "…", "number": "审图号…"}
TILE_MAP = env.json("TILE_MAP", default={})

# --- jobs -----------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- mail and SMS ---------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds: a mail server that hangs must not hold up the sign-in codes
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Yaodu <no-reply@yaodu.example>")
SMS_PROVIDER = env("SMS_PROVIDER", default="console")

# --- payments (docs/running.md) ------------------------------------------------------------------------------------------
WECHAT_PAY: dict[str, str] = env.json("WECHAT_PAY", default={})
ALIPAY: dict[str, str] = env.json("ALIPAY", default={})
BANK_ACCOUNT: dict[str, str] = env.json(
    "BANK_ACCOUNT", default={}
)  # payee, bank, number: not to be changed in the CMS, on purpose
PRETEND_COMPANIES = ""  # where those of development answer
PAYING_HOSTS = ["https://wx.tenpay.com", "https://open.weixin.qq.com", "https://*.alipay.com"]  # where paying leads

# --- badges ---------------------------------------------------------------------------------------------------------
BADGE_KEY = env("BADGE_KEY", default="")  # PEM, the first of several signs; without one, development makes its own

# --- safety ---------------------------------------------------------------------------------------------------------
SERVER_TIMING = env.bool("SERVER_TIMING", default=False)
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview is a frame of our own
CSRF_FAILURE_VIEW = "front.errors.form_not_taken"
CONTENT_SECURITY_POLICY = {  # Wagtail's admin has its own, in front.policy
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'unsafe-inline'"],  # custom properties: style="--n:31"
        "img-src": [
            "'self'",
            "data:",
            *([f"https://{MEDIA_HOST}"] if MEDIA_HOST else []),
            *(["https://" + TILE_MAP["url"].split("/")[2]] if TILE_MAP else []),
        ],
        "media-src": ["'self'", *([f"https://{MEDIA_HOST}"] if MEDIA_HOST else [])],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
    }
}
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no stranger learns who edits
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # phone or e-mail: neither is asked of everybody
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
