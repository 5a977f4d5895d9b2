"""The web entry point: any WSGI server can run it, in any number of processes."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "startlijn.config.settings")

application = get_wsgi_application()

from startlijn.base.safety import findings  # noqa: E402  settings must be loaded first

if unsafe := findings():
    for item in unsafe:
        print(f"{item.code}: {item.sentence}", file=sys.stderr)  # noqa: T201
    sys.exit("Startlijn does not start with unsafe settings. See docs/settings.md.")
