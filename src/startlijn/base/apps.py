"""One app label for the whole base floor, so that models may move between its folders."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Base floor."""

    name = "startlijn.base"
    label = "base"
    verbose_name = "Base"
