"""A member of the school with a password, and a fast hasher."""

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from startlijn.base.accounts.models import Account

PASSWORD = "de trein van kwart over acht"


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def member(world):
    """A school educator with a password."""
    return with_password(world.person("school_educator", "school", world.school.pk))


@pytest.fixture
def coordinator(world):
    """The coordinator of the partnership, with a password."""
    return with_password(world.person("coordinator"))


def with_password(person):
    Account.objects.filter(pk=person.account_id).update(password=make_password(PASSWORD))
    person.account.refresh_from_db()
    return person


def log_in(browser, email, password=PASSWORD, **extra):
    return browser.post(reverse("account_login"), {"login": email, "password": password, **extra})
