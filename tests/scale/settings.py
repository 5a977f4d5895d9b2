"""The settings of the product, with one more page and some more kinds of jobs."""

from startlijn.config.settings import *  # noqa: F403

JOBS = [*JOBS, "tests.scale.load.DOUBLE", "tests.scale.load.SLEEPER"]  # noqa: F405
ROOT_URLCONF = "tests.scale.load"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
