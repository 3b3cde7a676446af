"""Production: refuses to start until everything it needs is named."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

NEEDED = {
    "SECRET_KEY": "signs sessions",
    "FIELD_KEYS": "encrypts sensitive answers; a comma-separated list, the first encrypts",
    "AUDIT_KEY": "seals the audit trail",
    "LINK_KEY": "signs links in e-mails",
    "MONITORING_KEY": "ties equality answers to stage counts until the vacancy ends",
    "ALLOWED_HOSTS": "the host names that this service answers to",
    "SITE_URL": "the address in e-mails, starting with https://",
    "DATABASE_URL": "the PostgreSQL database",
    "REDIS_URL": "the message broker",
    "EMAIL_URL": "the mail server; or EMAIL_PROVIDER, a provider that django-anymail knows",
    "DEFAULT_FROM_EMAIL": "the sender of e-mails",
    "EMAIL_DOMAIN": "the domain of Message-IDs",
}

if os.environ.get("EMAIL_PROVIDER", "").strip():
    del NEEDED["EMAIL_URL"]
for _name, _purpose in NEEDED.items():
    if not os.environ.get(_name, "").strip():
        raise ImproperlyConfigured(f"Set {_name} ({_purpose}). docs/deploying.md lists every setting.")
if os.environ.get("DEMO_MODE", "").strip().lower() not in ("", "0", "false", "no", "off"):
    raise ImproperlyConfigured("DEMO_MODE cannot be on in production: it lets anyone sign in as anyone.")
if not os.environ["SITE_URL"].startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must start with https:// in production.")

from senco_recruit.settings.base import *  # noqa: E402, F403
from senco_recruit.settings.base import env  # noqa: E402

DEBUG = False
COMPONENTS_PAGE = False
DEMO_MODE = False
UPLOADS_NEED_SCANNER = True
SECOND_FACTOR_REQUIRED = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=True) else None
CSRF_TRUSTED_ORIGINS = [env.str("SITE_URL").rstrip("/")]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
