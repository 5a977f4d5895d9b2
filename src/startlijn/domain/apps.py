"""One app label for the whole domain floor, so that models may move between its folders."""

from django.apps import AppConfig


class DomainConfig(AppConfig):
    """Domain floor."""

    name = "startlijn.domain"
    label = "domain"
    verbose_name = "Domain"
