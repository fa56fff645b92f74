"""Site `hotline`: the operations of a provider's hotlines and their self-assessment; it needs no other site (G-17)."""

from hengxian.config import environment
from hengxian.config.database import database
from hengxian.config.settings.staffed import *  # noqa: F403  (Django reads a settings module by its names)
from hengxian.config.settings.staffed import COMMON_APPS, DATABASE_URL, WORK
from hengxian.config.sites import site

HENGXIAN_SITE = "hotline"
HENGXIAN_SITE_NAME = environment.said("SITE_NAME", site(HENGXIAN_SITE).name)
HENGXIAN_BODY_NAME = environment.said("OPERATOR_NAME", "（热线运行机构名称未设定）")  # whose site it is
HENGXIAN_HOME = environment.home(HENGXIAN_SITE)
HENGXIAN_FILES = HENGXIAN_HOME / "files"
HENGXIAN_RECORDINGS = environment.path(
    "RECORDINGS", "recordings"
)  # the switch writes there; the site only reads
# The hotlines' mailboxes, a line or a blank each: code=imaps://user:password@host:993/INBOX
HENGXIAN_MAILBOXES = dict(each.split("=", 1) for each in environment.said("MAILBOXES").split() if "=" in each)
HENGXIAN_FACTS = HENGXIAN_HOME / "facts"  # what it discloses, under its own key; no other site writes there
HENGXIAN_SIGNING_KEY = HENGXIAN_HOME / "keys" / "publication.pem"
SECRET_KEY = environment.kept_secret(HENGXIAN_HOME, "session")
# Never changed once persons are enrolled or callers known: the same number must give the same digest for ever (G-5).
HENGXIAN_IDENTITY_SECRET = environment.kept_secret(HENGXIAN_HOME, "identity")

# On one machine the sites differ by port only, and browsers share cookies between ports.
SESSION_COOKIE_NAME = "hotline_session"
CSRF_COOKIE_NAME = "hotline_csrf"

DATABASES = {"default": database(DATABASE_URL, HENGXIAN_HOME / "hotline.sqlite3")}
OWN_APPS = [
    "hengxian.hotline",
    "hengxian.web.line",
    "hengxian.web.desk",
    "hengxian.web.unit",
    "hengxian.web.manage",
    "hengxian.web.assess",
    "hengxian.web.public",
]
INSTALLED_APPS = [*COMMON_APPS, *OWN_APPS]
ROOT_URLCONF = "hengxian.config.urls_hotline"
WSGI_APPLICATION = "hengxian.config.wsgi_hotline.application"
STATIC_ROOT = HENGXIAN_HOME / "static"
MEDIA_ROOT = HENGXIAN_HOME / "media"  # nothing is kept here: evidence goes to HENGXIAN_FILES, unserved
Q_CLUSTER = {"name": HENGXIAN_SITE, **WORK}
