"""The web entry point: any WSGI server can run it, in any number of processes."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "startlijn.config.settings")

application = get_wsgi_application()
