"""Settings that hold everywhere, with defaults for a laptop and the demo.

Contents: places, keys, applications, web, sign-in, data, work, e-mail, files, look, logs, the demo.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from senco_recruit.settings._local import database, local_key
from senco_recruit.settings._parts import INSTALLED_APPS, MIDDLEWARE  # noqa: F401 - settings themselves

env = environ.Env()

# --- places -----------------------------------------------------------------------------------
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.int('PORT', default=8000)}").rstrip("/")

# --- keys: each has one use, and none lives in the database -------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="") or local_key(VAR_DIR, "secret")
FIELD_KEYS: list[str] = env.list("FIELD_KEYS", default=[]) or [local_key(VAR_DIR, "field")]  # first encrypts
AUDIT_KEY = env.str("AUDIT_KEY", default="") or local_key(VAR_DIR, "audit")
LINK_KEY = env.str("LINK_KEY", default="") or local_key(VAR_DIR, "link")
MONITORING_KEY = env.str("MONITORING_KEY", default="") or local_key(VAR_DIR, "monitoring")

# --- applications: what they are, and what a request goes through, is in _parts.py ----------------
ROOT_URLCONF = "senco_recruit.urls"
WSGI_APPLICATION = "senco_recruit.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "senco_recruit.context.page",
            ],
            "builtins": ["core.templatetags.page"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- web ------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
COMPONENTS_PAGE = env.bool("COMPONENTS_PAGE", default=DEBUG)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb", "interest-cohort", "fullscreen")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # a long form with statements; files are counted apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_MAX_BYTES = 10_000_000
UPLOAD_SCANNER = env.str("UPLOAD_SCANNER", default="")  # host:port of clamd
UPLOADS_NEED_SCANNER = False  # production: no scanner, no uploads of evidence

# --- sign-in ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "vacancies:public_list"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by its code; accounts/sign_in.py, not allauth's own views
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
ACCOUNT_LOGIN_TIMEOUT = 1800
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,10/10m/key",  # tries of a code; key: the address or the person
    "request_login_code": "20/m/ip,5/10m/key,40/d/key",  # key: the address
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "SENCo Recruit"
MFA_TOTP_TOLERANCE = 1  # phones' clocks are out by some seconds
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
MFA_FORMS = {
    "authenticate": "accounts.forms.second_step.EnterCodeForm",
    "reauthenticate": "accounts.forms.second_step.EnterCodeAgainForm",
    "activate_totp": "accounts.forms.second_step.AppForm",
    "deactivate_totp": "accounts.forms.second_step.RemoveAppForm",
    "generate_recovery_codes": "accounts.forms.second_step.NewRecoveryCodesForm",
    "add_webauthn": "accounts.forms.second_step.PasskeyForm",
    "edit_webauthn": "accounts.forms.second_step.PasskeyNameForm",
    "authenticate_webauthn": "accounts.forms.second_step.UsePasskeyForm",
    "login_webauthn": "accounts.forms.second_step.SignInWithPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.second_step.UsePasskeyAgainForm",
}
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SchoolSignInAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# The school's own sign-in proves an address only within the domains named here and, for Microsoft, in one tenant:
# addresses of other tenants are whatever their administrators type.
SCHOOL_SIGN_IN_DOMAINS = [domain.lower() for domain in env.list("SCHOOL_SIGN_IN_DOMAINS", default=[])]
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
for _provider, _host in (
    ("google", "https://accounts.google.com"),
    ("microsoft", "https://login.microsoftonline.com"),
):
    if _client := env.str(f"{_provider.upper()}_CLIENT_ID", default=""):
        if not SCHOOL_SIGN_IN_DOMAINS:
            raise ImproperlyConfigured("Set SCHOOL_SIGN_IN_DOMAINS to the e-mail domains of the schools' own sign-in.")
        SOCIALACCOUNT_PROVIDERS[_provider] = {
            "APPS": [{"client_id": _client, "secret": env.str(f"{_provider.upper()}_CLIENT_SECRET"), "key": ""}]
        }
        # Browsers hold a form's redirect to the policy too.
        CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(_host)
if "microsoft" in SOCIALACCOUNT_PROVIDERS:
    SOCIALACCOUNT_PROVIDERS["microsoft"]["TENANT"] = env.str("MICROSOFT_TENANT")
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
USERSESSIONS_TRACK_ACTIVITY = False

# --- data ---------------------------------------------------------------------------------------------
DATABASES = {"default": database(env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
CACHES = {
    # Rate limits live in the cache, and every process must see the same counts.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the default of 300 would forget counts under attack
    },
    # What public adverts say, kept by each process under a key that names its version (vacancies/public_page.py).
    "adverts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "adverts",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
TIME_ZONE = "Europe/London"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = True

# --- work -----------------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost//"  # a host, or kombu warns at each connection
if not REDIS_URL:
    BROKER_DIR.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
    }
else:
    # A broker that does not answer must not hold up a page: the beat finds the row anyway.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "core.tasks.tick", "schedule": 60.0, "options": {"expires": 55}},
    "send": {"task": "core.tasks.send_due_emails", "schedule": 20.0, "options": {"expires": 18}},
    "seal": {"task": "core.tasks.seal_audit", "schedule": 60.0, "options": {"expires": 55}},
    "post_adverts": {"task": "vacancies.tasks.post_adverts", "schedule": 60.0, "options": {"expires": 55}},
    "packs": {"task": "vacancies.tasks.read_packs", "schedule": 20.0, "options": {"expires": 18}},
    "challenge_files": {
        "task": "shortlisting.tasks.make_challenge_files",
        "schedule": 20.0,
        "options": {"expires": 18},
    },
    "purge": {"task": "senco_recruit.tasks.purge", "schedule": crontab(hour="2", minute="30")},
}

# --- e-mail ---------------------------------------------------------------------------------------------
MAIL_DIR = VAR_DIR / "mail"
if EMAIL_URL := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(EMAIL_URL))
elif EMAIL_PROVIDER := env.str("EMAIL_PROVIDER", default=""):
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
else:
    EMAIL_BACKEND = "core.mail.MailFolderBackend"
# A provider's keys, and WEBHOOK_SECRET ("user:password") without which nobody can tell us of a bounce.
ANYMAIL = {name.removeprefix("ANYMAIL_"): value for name, value in os.environ.items() if name.startswith("ANYMAIL_")}
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="SENCo Recruit <no-reply@example.org>")
EMAIL_DOMAIN = env.str("EMAIL_DOMAIN", default="senco-recruit.example.org")  # right of the @ in Message-IDs

BACKUP_DAYS = env.int("BACKUP_DAYS", default=30)  # how long your backups live: people are told

# --- files ------------------------------------------------------------------------------------------------
MEDIA_ROOT = VAR_DIR / "files"
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", *([VAR_DIR / "assets"] if (VAR_DIR / "assets").is_dir() else [])]
STORAGES = {
    "default": {"BACKEND": "core.files.EncryptedStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{12}\..+$"

# --- posting adverts elsewhere ----------------------------------------------------------------------------
# The Department for Education gives a key to an installation, not to a school. Without one nothing is posted.
TEACHING_VACANCIES_API_KEY = env.str("TEACHING_VACANCIES_API_KEY", default="")
TEACHING_VACANCIES_URL = env.str(
    "TEACHING_VACANCIES_URL", default="https://teaching-vacancies.service.gov.uk/ats-api/v1"
)

# --- look --------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False
PHONENUMBER_DEFAULT_REGION = "GB"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- logs ----------------------------------------------------------------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"links": {"()": "core.logs.LinksHidden"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"fontTools": {"level": "ERROR"}, "weasyprint": {"level": "ERROR"}, "pikepdf": {"level": "ERROR"}},
}

# --- outcomes ----------------------------------------------------------------------------------------------------
# How long HR can still stop a release of outcomes before anybody is told; 0: they are told at once.
OUTCOME_GRACE_MINUTES = env.int("OUTCOME_GRACE_MINUTES", default=10)

# --- the demo ----------------------------------------------------------------------------------------------------
DEMO_MODE = env.bool("DEMO_MODE", default=False)
if DEMO_MODE:
    SECOND_FACTOR_REQUIRED = False
    OUTCOME_GRACE_MINUTES = env.int("OUTCOME_GRACE_MINUTES", default=1)
