"""What the tests run under: the body's site with all other sites' apps; nothing is written beside the checkout."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Set before the site's settings are read: they draw keys in their home.
_HOME = tempfile.mkdtemp(prefix="hengxian-test-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["HENGXIAN_HOME"] = _HOME

from hengxian.config.database import database  # noqa: E402  (after the home is set)
from hengxian.config.settings.body import *  # noqa: E402, F403  (after the home is set; read by its names)
from hengxian.config.settings.body import DATABASE_URL, INSTALLED_APPS, Q_CLUSTER  # noqa: E402  (as above)
from hengxian.config.settings.hotline import OWN_APPS as HOTLINE_APPS  # noqa: E402  (as above)

DATABASES = {"default": database(DATABASE_URL, ":memory:")}
INSTALLED_APPS = [*INSTALLED_APPS, "hengxian.web.register", *HOTLINE_APPS]
HENGXIAN_FACTS = Path(_HOME) / "facts"
HENGXIAN_COMPLAINTS = Path(_HOME) / "complaints"
HENGXIAN_RECORDINGS = Path(_HOME) / "recordings"
HENGXIAN_SECOND_FACTOR = "nobody"
HENGXIAN_GALLERY = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and only here
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
Q_CLUSTER = {**Q_CLUSTER, "sync": True}
# The tests of one site do not look for the records of the other; those of the hotline say so the other way round.
HENGXIAN_ELSEWHERE = ("hotline",)
