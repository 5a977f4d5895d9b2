"""The web door as a Django app: templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "startlijn.web"
    label = "web"
