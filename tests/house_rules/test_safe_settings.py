"""Unsafe settings stop the server (trust.md P3): each one is found, and safe ones are left alone."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection
from django.test import override_settings

from startlijn.base import safety
from startlijn.base.safety import findings

SAFE_SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
SAFE_POSTGRES = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}
SAFE = {
    "HTTPS": True,
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": ["startlijn.example.org"],
}


class Database:
    """A connection that says what it is told to say."""

    def __init__(self, vendor, answers, mode="IMMEDIATE"):
        self.vendor = vendor
        self.answers = answers
        self.settings_dict = {"OPTIONS": {"transaction_mode": mode}}


@pytest.fixture
def found(monkeypatch):
    """Return the codes of what is unsafe about a database and settings made up for the test."""

    def look(vendor="sqlite", mode="IMMEDIATE", answers=None, **changes) -> list[str]:
        given = {**(SAFE_SQLITE if vendor == "sqlite" else SAFE_POSTGRES), **(answers or {})}
        monkeypatch.setattr(safety, "connection", Database(vendor, given, mode))
        monkeypatch.setattr(safety, "_pragma", given.__getitem__)
        monkeypatch.setattr(safety, "_postgres", given.__getitem__)
        with override_settings(**{**SAFE, **changes}):
            return [item.code for item in findings()]

    return look


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_safe_settings_are_left_alone(found, vendor):
    assert found(vendor) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "delete"), ("synchronous", "1"), ("synchronous", "0"), ("foreign_keys", "0")],
)
def test_careless_sqlite_is_refused(found, name, value):
    assert found(answers={name: value}) == [f"sqlite.{name}"]


def test_sqlite_that_locks_late_is_refused(found):
    assert found(mode="DEFERRED") == ["sqlite.transaction_mode"]


@pytest.mark.parametrize("name", SAFE_POSTGRES)
def test_careless_postgresql_is_refused(found, name):
    assert found("postgresql", answers={name: "off"}) == [f"postgresql.{name}"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"DEBUG": True}, "debug"),
        ({"DEMO": True}, "demo"),
        ({"SECRET_KEY": "short"}, "secret_key"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "secret_key"),
        ({"ALLOWED_HOSTS": ["*"]}, "hosts"),
    ],
)
def test_open_door_on_a_public_address_is_refused(found, change, code):
    assert found(**change) == [code]


@pytest.mark.parametrize("change", [{"DEBUG": True}, {"DEMO": True}, {"ALLOWED_HOSTS": ["*"]}])
def test_own_machine_may_be_open(found, change):
    assert found(HTTPS=False, **change) == []


def test_pragmas_are_read_from_the_real_connection(tmp_path, monkeypatch):
    careless = sqlite3.connect(tmp_path / "careless.sqlite3")

    class Wrapped:
        def cursor(self):
            return closing(careless.cursor())

    monkeypatch.setattr(safety, "connection", Wrapped())
    assert safety._pragma("foreign_keys") == "0"
    careless.close()


def run(tmp_path, *arguments, **environment) -> subprocess.CompletedProcess[str]:
    """Run Python on a machine where nothing is set but these variables."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "STARTLIJN_DATA_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_shipped_settings_are_safe(tmp_path):
    done = run(tmp_path, "-m", "startlijn.cli.main", "check", "--json")
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_server_with_unsafe_settings_does_not_start(tmp_path):
    public = {"STARTLIJN_PUBLIC_URL": "https://startlijn.example.org", "STARTLIJN_SECRET_KEY": "x" * 50}
    done = run(tmp_path, "-c", "import startlijn.config.wsgi", STARTLIJN_DEMO="1", **public)
    assert (done.returncode, "demo: " in done.stderr) == (1, True)


def test_public_address_without_secret_key_does_not_start(tmp_path):
    done = run(
        tmp_path, "-c", "import startlijn.config.wsgi", STARTLIJN_PUBLIC_URL="https://startlijn.example.org"
    )
    assert (done.returncode, "STARTLIJN_SECRET_KEY is not set" in done.stderr) == (1, True)


@pytest.mark.django_db
def test_postgresql_of_this_run_is_read():
    if connection.vendor != "postgresql":
        pytest.skip("this run uses SQLite")
    assert safety._postgres("fsync") in {"on", "off"}
