"""What every site has in common: language, time, templates, headers, files, storage of passwords."""

import os
from typing import Any

from csp.constants import NONCE, NONE, SELF

from hengxian.config import environment, sites
from hengxian.people import safety

DEBUG = environment.is_on("DEBUG")
ALLOWED_HOSTS = environment.said("HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.said("ORIGINS").split(",") if origin]
DATABASE_URL = os.environ.get("DATABASE_URL", "")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "hengxian.web.components.surroundings.site",
            ],
        },
    }
]
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kept_for_a_while"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Uploads larger than this go to a temporary file instead of memory; a sheet of forms may have many fields.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Charts and the UI kit set inline styles; scripts come from our own files or carry the page's nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# A site behind TLS says so; a laptop that shows the demo has none.
BEHIND_TLS = environment.is_on("TLS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = safety.IDLE_MINUTES * 60
SESSION_SAVE_EVERY_REQUEST = True  # the idle time starts anew with every request
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# What the pages say about themselves, and where the sites are (address by site).
HENGXIAN_DEMO = environment.is_on("DEMO")
HENGXIAN_BODY_NAME = environment.said("BODY_NAME", "（认证机构名称未设定）")
HENGXIAN_BODY_ADDRESS = environment.said("BODY_ADDRESS")
HENGXIAN_BODY_WEB_SITE = environment.said("BODY_WEB_SITE")
HENGXIAN_SITES = {site.id: environment.said(f"{site.id.upper()}_URL", site.url) for site in sites.SITES}
CSRF_FAILURE_VIEW = "hengxian.web.components.errors.forgery_suspected"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
