"""Site `register`: the public register; it reads published facts and knows nobody's account."""

from hengxian.config import environment
from hengxian.config.database import database
from hengxian.config.settings.foundation import *  # noqa: F403  (Django reads a settings module by its names)
from hengxian.config.settings.foundation import DATABASE_URL
from hengxian.config.sites import site

HENGXIAN_SITE = "register"
HENGXIAN_SITE_NAME = environment.said("SITE_NAME", site(HENGXIAN_SITE).name)
HENGXIAN_HOME = environment.home(HENGXIAN_SITE)
HENGXIAN_FACTS = environment.path("FACTS", "facts")
HENGXIAN_COMPLAINTS = environment.path("COMPLAINTS", "complaints")
# The id of the key the folder was begun with; without it, the first key found there is trusted.
HENGXIAN_FACTS_KEY = environment.said("FACTS_KEY")
# How many proxies of our own stand before the site; requests are counted by the address the outermost one saw.
HENGXIAN_PROXIES = int(environment.said("PROXIES", "0"))
SECRET_KEY = environment.kept_secret(HENGXIAN_HOME, "session")

DATABASES = {"default": database(DATABASE_URL, HENGXIAN_HOME / "register.sqlite3")}
# Only the counters of too many requests: each process keeps its own, and writes nothing for a search.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "hengxian.web.components",
    "hengxian.web.register",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
HENGXIAN_EXPORT = "hengxian.web.register.static_export.export"
ROOT_URLCONF = "hengxian.config.urls_register"
WSGI_APPLICATION = "hengxian.config.wsgi_register.application"
STATIC_ROOT = HENGXIAN_HOME / "static"
