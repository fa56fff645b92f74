"""What the sites with accounts have in common: signing in, journal and records, work outside requests."""

from datetime import timedelta

from hengxian.config import environment
from hengxian.config.settings.foundation import *  # noqa: F403  (Django reads a settings module by its names)
from hengxian.config.settings.foundation import DEBUG, TEMPLATES
from hengxian.people import safety

HENGXIAN_GALLERY = DEBUG  # the parts of the pages, for those who build them
# The demo prints it beside its invented accounts; elsewhere it is empty.
HENGXIAN_DEMO_PASSWORD = environment.said("DEMO_PASSWORD")
# Whose accounts must have a second factor before they reach anything: "staff" or "nobody".
HENGXIAN_SECOND_FACTOR = environment.said("SECOND_FACTOR", "staff")

COMMON_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "hengxian.web.entrance",  # its templates come before those of allauth
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "django_q",
    "hengxian.journal",
    "hengxian.people",
    "hengxian.records",
    "hengxian.evaluation",
    "hengxian.web.components",
    "hengxian.web.administration",
    "hengxian.web.acting",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hengxian.web.entrance.gates.PlainWordsMiddleware",
    "hengxian.web.entrance.gates.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hengxian.web.entrance.gates.EntranceMiddleware",
    "hengxian.web.entrance.refusing.RefusalMiddleware",
]
TEMPLATES[0]["OPTIONS"]["context_processors"] += [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "hengxian.web.entrance.surroundings.person",
    "hengxian.web.acting.surroundings.notices",
]

# ---- signing in
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    {
        "NAME": "hengxian.people.passwords.LongEnough",
        "OPTIONS": {"min_length": safety.PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hengxian.web.entrance.adapter.EntranceAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login_failed": f"60/m/ip,{safety.TRIES}/{safety.LOCKED_MINUTES}m/key"}
MFA_ADAPTER = "hengxian.web.entrance.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "衡线"
MFA_TOTP_PERIOD = safety.CODE_SECONDS
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = safety.RECOVERY_CODES
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_COOKIE_AGE = timedelta(0)

# Networks (CIDR, a blank each) inside the operator's walls that webhooks may call; without any only the public net.
HENGXIAN_WEBHOOK_NETWORKS = environment.said("WEBHOOK_NETWORKS").split()

# ---- work that is not done within a request
WORK = {
    "orm": "default",
    "workers": 1,
    "timeout": 600,
    "retry": 900,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "label": "任务",
}
