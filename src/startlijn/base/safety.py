"""Refusing to start when settings would lose data or open a door (trust.md P3, ASVS 13.4.2)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Unsafe:
    """One unsafe setting: a stable code and a sentence that says what is wrong and what to do."""

    code: str
    sentence: str


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0]).lower()


def _postgres(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0]).lower()


def _sqlite_findings(read: Callable[[str], str], transaction_mode: str) -> list[Unsafe]:
    found = []
    if read("journal_mode") != "wal":
        found.append(
            Unsafe("sqlite.journal_mode", _("SQLite must use write-ahead logging (journal_mode=WAL)."))
        )
    if read("synchronous") not in {"2", "3", "full", "extra"}:
        found.append(
            Unsafe(
                "sqlite.synchronous",
                _("SQLite must wait for the disk (synchronous=FULL), or a power cut loses work."),
            )
        )
    if read("foreign_keys") != "1":
        found.append(Unsafe("sqlite.foreign_keys", _("SQLite must check foreign keys (foreign_keys=ON).")))
    if transaction_mode.upper() != "IMMEDIATE":
        found.append(
            Unsafe(
                "sqlite.transaction_mode",
                _("SQLite transactions must start IMMEDIATE, or busy moments fail."),
            )
        )
    return found


def _postgres_findings(read: Callable[[str], str]) -> list[Unsafe]:
    sentences = {
        "synchronous_commit": _("PostgreSQL must wait for the disk: synchronous_commit is off."),
        "fsync": _("PostgreSQL must write safely: fsync is off."),
        "full_page_writes": _("PostgreSQL must write whole pages: full_page_writes is off."),
    }
    return [
        Unsafe(f"postgresql.{name}", sentence) for name, sentence in sentences.items() if read(name) == "off"
    ]


def _setting_findings() -> list[Unsafe]:
    found = []
    if settings.HTTPS and settings.DEBUG:
        found.append(Unsafe("debug", _("Debug is on at a public address. Set STARTLIJN_DEBUG=0.")))
    if settings.HTTPS and settings.DEMO:
        found.append(
            Unsafe(
                "demo", _("Demo mode lets anyone log in as anyone. Set STARTLIJN_DEMO=0 on a public address.")
            )
        )
    if len(settings.SECRET_KEY) < 40 or settings.SECRET_KEY.startswith("django-insecure"):
        found.append(
            Unsafe("secret_key", _("STARTLIJN_SECRET_KEY is too short or a known default. Choose a new one."))
        )
    if settings.HTTPS and "*" in settings.ALLOWED_HOSTS:
        found.append(Unsafe("hosts", _("STARTLIJN_HOSTS allows every host name. Name your own.")))
    return found


def findings() -> list[Unsafe]:
    """Return everything unsafe about the settings and the database in use; empty when all is well."""
    if connection.vendor == "sqlite":
        mode = str(connection.settings_dict["OPTIONS"].get("transaction_mode") or "DEFERRED")
        database = _sqlite_findings(_pragma, mode)
    else:
        database = _postgres_findings(_postgres)
    return database + _setting_findings()
