"""The settings of the product, with one more page and some more kinds of jobs."""

from startlijn.config.settings import *  # noqa: F403

KINDS = ["DOUBLE", "SLEEPER", "BURN", "FILL", "LATE"]
JOBS = [*JOBS, *(f"tests.scale.load.{name}" for name in KINDS)]  # noqa: F405
ROOT_URLCONF = "tests.scale.load"
EMAIL_BACKEND = "tests.scale.load.Postbox"
