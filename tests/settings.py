"""Settings of the test run: the real ones, with data in a folder that goes away."""

import os
import tempfile

os.environ.setdefault("STARTLIJN_DATA_DIR", tempfile.mkdtemp(prefix="startlijn-test-"))
os.environ["STARTLIJN_TESTING"] = "1"

from startlijn.config.settings import *  # noqa: F403
from startlijn.config.settings import DATA_DIR, STORAGES

STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Each worker has a database of its own, and so files of its own: sweeping removes what no row points at.
STORAGES["default"]["OPTIONS"]["location"] = (
    DATA_DIR / "files" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
)
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
