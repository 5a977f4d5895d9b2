"""All settings, from the environment only. docs/settings.md lists every variable."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from startlijn.base.accounts.providers import providers_from
from startlijn.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("STARTLIJN_DATA_DIR", "var")).resolve()

# --- How it runs ---------------------------------------------------------------------------------
DEMO = environment.flag("STARTLIJN_DEMO")
DEBUG = environment.flag("STARTLIJN_DEBUG")
ALLOWED_HOSTS = environment.words("STARTLIJN_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = environment.text("STARTLIJN_PUBLIC_URL", "http://localhost:8000")
HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []


def _secret_key() -> str:
    """Return the secret key; on one's own machine (localhost) one is made and kept in the data folder."""
    given = environment.text("STARTLIJN_SECRET_KEY", "")
    if given:
        return given
    if HTTPS:
        raise ImproperlyConfigured(
            "STARTLIJN_SECRET_KEY is not set. On a public address choose one yourself: "
            'python -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        made = DATA_DIR / f"secret_key.{secrets.token_hex(8)}"
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        # Whole or not at all, and only the first of several processes that start together.
        with suppress(FileExistsError):
            os.link(made, kept)
        made.unlink()
    return kept.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()

# --- Parts ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "startlijn.base",
    "startlijn.domain",
    "startlijn.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below WhiteNoise, whose files are compressed already. Each answer is padded at random (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "startlijn.web.accounts.middleware.SessionLimitsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "startlijn.web.middleware.ActorMiddleware",
    "startlijn.web.accounts.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "startlijn.config.urls"
WSGI_APPLICATION = "startlijn.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its own attributes, not the variables of the page

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.templatetags.l10n",
                "startlijn.web.design.tags",
                "startlijn.web.templatetags.once",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "startlijn.web.context.navigation",
            ],
        },
    }
]

# --- Database ------------------------------------------------------------------------------------
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'startlijn.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE, WAL and FULL: no lost write and no "database is locked" (trust.md findings 1 and 2).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Limits that all processes share (codes, letters, used-up codes) are counted in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "base.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # ASVS 6.2.1
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/in/"
PASSWORD_RESET_TIMEOUT = 60 * 60
REQUIRE_MFA = environment.flag("STARTLIJN_REQUIRE_MFA", default=HTTPS)

# Nobody signs up: people are invited. An identity is (provider, subject), never an address (ASVS 6.8.1).
ACCOUNT_ADAPTER = "startlijn.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the link of the invitation has proved the address
ACCOUNT_FORMS = {
    "login": "startlijn.web.accounts.forms.LoginForm",
    "change_password": "startlijn.web.accounts.forms.ChangePasswordForm",
    "set_password": "startlijn.web.accounts.forms.SetPasswordForm",
    "reset_password": "startlijn.web.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "startlijn.web.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "startlijn.web.accounts.forms.ReauthenticateForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Asks the database nothing: asking for a new password takes as long for an unknown address (ASVS 6.3.8).
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Codes are counted here; passwords in the rows of axes, by account and by address (web/accounts/lockout.py).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key", "login": None}
SOCIALACCOUNT_ADAPTER = "startlijn.web.accounts.adapters.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = providers_from(os.environ, environment.text)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
MFA_ADAPTER = "startlijn.web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "startlijn.web.accounts.forms.CodeForm",
    "reauthenticate": "startlijn.web.accounts.forms.CodeAgainForm",
    "activate_totp": "startlijn.web.accounts.forms.AddAppForm",
    "add_webauthn": "startlijn.web.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "startlijn.web.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are proved by the invitation
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Startlijn"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # passkeys also on http://localhost
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("STARTLIJN_BEHIND_PROXY") else 0

# Ten failures in a quarter of an hour lock one account for one address (ASVS 6.3.1).
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "password", "username", "ip_address"]
AXES_USERNAME_CALLABLE = "startlijn.web.accounts.lockout.username"
AXES_CLIENT_IP_CALLABLE = "startlijn.web.accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "startlijn.web.accounts.lockout.locked_out"
SESSION_COOKIE_AGE = 12 * 60 * 60  # absolute limit (ASVS 7.3.2)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "startlijn.web.errors.forbidden"
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_PROXY_SSL_HEADER = (
        ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("STARTLIJN_BEHIND_PROXY") else None
    )

# --- Browser hardening (trust.md P26) --------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- Language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["startlijn.config.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = DEMO or DEBUG
WHITENOISE_MAX_AGE = 60 if DEMO or DEBUG else 3600
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEMO or DEBUG or environment.flag("STARTLIJN_TESTING")
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
if environment.text("STARTLIJN_STORAGE", "files") == "s3":
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": environment.text("STARTLIJN_S3_BUCKET"),
            "endpoint_url": environment.text("STARTLIJN_S3_ENDPOINT", "") or None,
            "default_acl": "private",
            "querystring_auth": True,
        },
    }
FILES_PER_PERSON_MIB = environment.number("STARTLIJN_FILES_PER_PERSON_MIB", 60)
# Signs the copies of dossiers that people take along: 32 bytes as 64 hexadecimal digits. Without it the key
# follows from the secret key, and copies made before that one was changed are then no longer known as ours.
SIGNING_KEY = environment.text("STARTLIJN_SIGNING_KEY", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Mail ------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = environment.text("STARTLIJN_MAIL_FROM", "Startlijn <noreply@localhost>")
EMAIL_HOST = environment.text("STARTLIJN_MAIL_HOST", "")
EMAIL_PORT = environment.number("STARTLIJN_MAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("STARTLIJN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("STARTLIJN_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("STARTLIJN_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)

# --- Work for later: every kind of job, and what the clock starts ---------------------------------
JOBS = [
    "startlijn.domain.assessment.actions.clock.KEEPING_TIME",
    "startlijn.domain.courses.actions.statuses.FOLLOWING",
    "startlijn.base.post.actions.mail.DELIVERY",
    "startlijn.base.post.actions.digest.BUNDLING",
    "startlijn.base.post.actions.clock.SWEEPING",
    "startlijn.base.privacy.actions.retention.KEEPING",
    "startlijn.domain.groups.actions.proposals.PROPOSING",
    "startlijn.domain.intervision.actions.composing.COMPOSING",
    "startlijn.domain.guidance.actions.letters.ASKING",
    "startlijn.domain.guidance.actions.large_imports.BRINGING_IN",
    "startlijn.domain.dossier.actions.owners.KEEPING",
]
CLOCK = [
    "startlijn.domain.assessment.actions.clock.KEEP_TIME_DAILY",
    "startlijn.domain.courses.actions.statuses.FOLLOW_DAILY",
    "startlijn.base.post.actions.clock.SWEEP_DAILY",
    "startlijn.base.post.actions.digest.BUNDLE_DAILY",
    "startlijn.base.privacy.actions.retention.KEEP_DAILY",
    "startlijn.domain.guidance.actions.letters.ASK_DAILY",
    "startlijn.domain.dossier.actions.owners.KEEP_DAILY",
]

# Queries that know who judged a starter since a day: never the coach of that starter (trust.md §7 rule 3).
JUDGES = [
    "startlijn.domain.assessment.queries.judges.assessed_since",
    "startlijn.domain.observations.queries.judges.watched_to_determine_since",
]

# --- Logging: lines as data, no contents, no names (ASVS 16.2.5) -------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.text("STARTLIJN_LOG_LEVEL", "WARNING")},
    # It warns of every rule of the stylesheet that is for screens only.
    "loggers": {"weasyprint": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = ["security.W008"] if not HTTPS else []
