"""Django's settings, derived from the typed environment. Nothing here reads `os.environ` itself."""

from __future__ import annotations

from typing import Any

import dj_database_url
from django.contrib.messages import constants as messages

from secretariat.foundation.config import checks as _checks  # noqa: F401  registers them
from secretariat.foundation.config.env import Env, Mode, load_env
from secretariat.foundation.config.logs import logging_settings
from secretariat.foundation.config.secret_key import secret_key
from secretariat.foundation.config.sqlite import DATABASE_FILE, sqlite_database

ENV: Env = load_env()

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key or secret_key(ENV.data)
ALLOWED_HOSTS = ENV.hosts
BASE_URL = ENV.base_url.rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if ENV.is_https else []
IS_DEMO = ENV.mode is Mode.DEMO

# --- Applications, low to high ---------------------------------------------------------------

HOUSE_APPS = [
    "secretariat.foundation.records",
    "secretariat.foundation.jobs",
    "secretariat.foundation.outbox",
    "secretariat.foundation.people",
    "secretariat.council.meetings",
    "secretariat.council.motions",
    "secretariat.council.actions",
    "secretariat.council.projects",
    "secretariat.council.referrals",
    "secretariat.council.talks",
    "secretariat.council.events",
    "secretariat.council.relations",
    "secretariat.council.papers",
    "secretariat.council.updates",
    "secretariat.council.conduct",
    "secretariat.council.minutes",
    "secretariat.council.decks",
    "secretariat.council.reports",
    "secretariat.elections",
    "secretariat.faces.web",
]

INSTALLED_APPS = [
    # Before allauth and Django, so that our templates are found first.
    *reversed(HOUSE_APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

# The innermost is synchronous and so is the whole chain: under ASGI a request changes threads once
# and not once per middleware. Static files are answered before it, in faces/web/assets.py.
MIDDLEWARE = [
    "secretariat.faces.web.middleware.RequestLog",
    *(["secretariat.faces.web.middleware.ExampleInstant"] if IS_DEMO else []),
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "secretariat.faces.web.middleware.LastSeen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "secretariat.faces.web.once.EachOnce",
    "secretariat.faces.web.middleware.Refusals",
]

ROOT_URLCONF = "secretariat.faces.web.urls"
ASGI_APPLICATION = "secretariat.faces.web.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# References are written without a trailing slash.
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- The record ------------------------------------------------------------------------------


def _database(env: Env) -> dict[str, Any]:
    if not env.database_url:
        return sqlite_database(env.data / DATABASE_FILE, synchronous=env.sqlite_synchronous)
    parsed: dict[str, Any] = dict(dj_database_url.parse(env.database_url))
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite_database(parsed["NAME"], synchronous=env.sqlite_synchronous)
    return {**parsed, "ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _database(ENV)}
MEDIA_ROOT = ENV.data / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = ENV.upload_limit_mb * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Counts what all processes must count together, such as codes asked for; pages are kept elsewhere.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempts",
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Sign-in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "secretariat.foundation.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "secretariat.foundation.people.adapter.PasskeyAdapter"
MFA_FORMS = {"add_webauthn": "secretariat.foundation.people.forms.passkeys.AddPasskeyForm"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.is_https

# --- Mail: everything is queued in the outbox; a task hands it to the transport named by MAIL_URL -

EMAIL_BACKEND = "secretariat.foundation.outbox.backend.OutboxBackend"
MAIL_URL = ENV.mail_url
MAIL_IN = ENV.data / ENV.mail_in
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from

# --- Browser safety --------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if ENV.is_https else 0
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_NAME = "secretariat_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENV.is_https
CSRF_FAILURE_VIEW = "secretariat.faces.web.views.csrf_failed"
CSRF_COOKIE_NAME = "secretariat_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENV.is_https
CSRF_FAILURE_VIEW = "secretariat.faces.web.views.csrf_failed"

# A message is shown as one of the four states of the interface.
MESSAGE_TAGS = {
    messages.DEBUG: "open",
    messages.INFO: "open",
    messages.SUCCESS: "settled",
    messages.WARNING: "attention",
    messages.ERROR: "refused",
}

# --- Static files ----------------------------------------------------------------------------

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "secretariat.faces.web.assets.VersionedStorage"},
}

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = ENV.language
LANGUAGES = [("en", "English")]
USE_I18N = True
FORMAT_MODULE_PATH = ["secretariat.foundation.config.formats"]
# Instants are stored in UTC; TIME_ZONE is only what is shown when a meeting names no zone.
USE_TZ = True
TIME_ZONE = ENV.time_zone

LOGGING = logging_settings(level=ENV.log_level, form=ENV.log_format)
