"""Site `body`: the certification body's office, the applicants' portal and the API."""

from hengxian.config import environment
from hengxian.config.database import database
from hengxian.config.settings.staffed import *  # noqa: F403  (Django reads a settings module by its names)
from hengxian.config.settings.staffed import COMMON_APPS, DATABASE_URL, WORK
from hengxian.config.sites import site

HENGXIAN_SITE = "body"
HENGXIAN_SITE_NAME = environment.said("SITE_NAME", site(HENGXIAN_SITE).name)
HENGXIAN_HOME = environment.home(HENGXIAN_SITE)
HENGXIAN_FILES = HENGXIAN_HOME / "files"
HENGXIAN_FACTS = environment.path("FACTS", "facts")
HENGXIAN_COMPLAINTS = environment.path("COMPLAINTS", "complaints")
# Signs what the register publishes; drawn at the first publication. A PDF key (PEM or PKCS#12) signs certificates too.
HENGXIAN_SIGNING_KEY = HENGXIAN_HOME / "keys" / "publication.pem"
HENGXIAN_PDF_KEY = environment.said("PDF_KEY")
HENGXIAN_PDF_CERTIFICATES = environment.said("PDF_CERTIFICATES")
HENGXIAN_PDF_PASSPHRASE = environment.said("PDF_PASSPHRASE")
SECRET_KEY = environment.kept_secret(HENGXIAN_HOME, "session")
# Never changed once persons are enrolled: the same document number must give the same digest for ever (G-5).
HENGXIAN_IDENTITY_SECRET = environment.kept_secret(HENGXIAN_HOME, "identity")

DATABASES = {"default": database(DATABASE_URL, HENGXIAN_HOME / "body.sqlite3")}
OWN_APPS = [
    "hengxian.certification",
    "hengxian.web.certifying",
    "hengxian.web.office",
    "hengxian.web.portal",
    "hengxian.web.api",
    "ninja",
]
INSTALLED_APPS = [*COMMON_APPS, *OWN_APPS]
ROOT_URLCONF = "hengxian.config.urls_body"
WSGI_APPLICATION = "hengxian.config.wsgi_body.application"
STATIC_ROOT = HENGXIAN_HOME / "static"
MEDIA_ROOT = HENGXIAN_HOME / "media"  # nothing is kept here: evidence goes to HENGXIAN_FILES, unserved
Q_CLUSTER = {"name": HENGXIAN_SITE, **WORK}
