"""Texts that mean harm in every text field, and every file and page that is given afterwards (trust.md P21).

Everybody takes everything that may be taken, at every address: workbooks and CSV files hold no cell that is a
formula, calendars no line that a text smuggled in, pages no tag that was typed.
"""

import csv
import io
from collections import Counter
from copy import deepcopy
from itertools import cycle

import openpyxl
import pytest
from django.db import DatabaseError, models, transaction
from django.urls import reverse

from startlijn.base.tenancy import TenantModel, everywhere
from tests.engines.tables.test_writing import ATTACKS
from tests.matrix.asking import passes, representatives
from tests.matrix.conftest import printer, scene
from tests.matrix.doors import ALL
from tests.matrix.objects import positions
from tests.matrix.scene import Scene

__all__ = ["printer", "scene"]
pytestmark = pytest.mark.django_db
TAG = "<kanarie>"
SMUGGLED = "BEGIN:VKANARIE"
# What a spreadsheet takes for the beginning of a formula, also when blanks stand before it.
STARTS = set("=+-@＝＋－＠")
# Codes, and what a machine reads back: nobody types these.
CODES = (
    "hash",
    "digest",
    "token",
    "key",
    "code",
    "language",
    "lease",
    "chain",
    "slug",
    "version",
    "brin",
    "uid",
)
MACHINES = {"Job", "Mail", "IdempotencyKey", "JournalLine", "StoredFile", "RegistryImport", "Document"}


def texts(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of a table in which somebody types."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.EmailField | models.URLField | models.UUIDField)
        and not field.choices
        and not field.primary_key
        and not any(code in field.name for code in CODES)
        and not field.name.startswith(("search", "instrument", "kind", "content_type", "object"))
    ]


def _put(row: models.Model, field: models.Field, text: str) -> bool:
    """Put a text into a field behind the back of the actions; what a table refuses stays as it is."""
    try:
        with transaction.atomic():
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**{field.name: text}))
    except DatabaseError:
        return False


@pytest.fixture(scope="module")
def filled(scene: Scene) -> int:
    """Fill every text of every row of the scene; return how many fields."""
    attacks, done = cycle(ATTACKS), 0
    with everywhere("payloads go into both partnerships"):
        for thing in scene.things:
            if not isinstance(thing.row, TenantModel) or thing.model.__name__ in MACHINES:
                continue
            for field in texts(thing.model):
                attack = f"{next(attacks)}{TAG}{done}\r\n{SMUGGLED}"
                done += _put(thing.row, field, attack[: field.max_length or 400])
    return done


def _table(content: bytes, kind: str) -> list[tuple[str, str]]:
    return _cells(content) if "spreadsheet" in kind or "csv" in kind else []


def _cells(content: bytes) -> list[tuple[str, str]]:
    """Return the cells of a table as a spreadsheet sees them: their type, and what they show."""
    if content.startswith(b"PK"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        return [
            (str(cell.data_type), str(cell.value or "")) for sheet in book for row in sheet for cell in row
        ]
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return [("f" if _starts(cell) else "s", cell) for row in rows for cell in row]


def _starts(cell: str) -> bool:
    plain = "".join(sign for sign in cell if sign.isprintable()).strip().strip("\u200b\u00a0")
    try:
        float(plain.replace(",", "."))
    except ValueError:
        return plain[:1] in STARTS
    return False  # a number that is negative


def _harm(content: bytes, kind: str) -> list[str]:
    if table := _table(content, kind):
        return [f"formula: {value[:40]!r}" for data, value in table if data == "f"]
    text = content.decode(errors="replace")
    if "calendar" in kind:
        return [f"smuggled: {line}" for line in text.splitlines() if line.startswith(SMUGGLED)]
    return [f"tag in {text[text.index(TAG) - 60 :][:90]!r}"] if "html" in kind and TAG in text else []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text/csv", b'"naam"\r\n" =1+1"'),
        ("text/csv", "\u200b＝1;x".encode()),
        ("text/calendar", f"SUMMARY:x\r\n{SMUGGLED}\r\n".encode()),
        ("text/html; charset=utf-8", f"<p>{TAG}</p>".encode()),
    ],
)
def test_harm_is_noticed(kind, content):
    assert _harm(content, kind) != []


def test_formula_in_a_workbook_is_noticed():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "=1+1"
    book.save(out)
    assert _harm(out.getvalue(), "spreadsheet") != []


def test_no_file_and_no_page_carries_harm(scene, filled, record_property):
    kinds, shown, wrong, loaded = Counter(), 0, [], 0
    for address in ALL:
        if "GET" not in address.verbs:
            continue
        for persona in representatives(scene):
            if not passes(persona, address, "GET"):
                continue
            for arguments, _thing in positions(scene, address):
                kind, content = _take(scene, address, persona, arguments)
                kinds[kind.split(";")[0]] += 1
                shown += b"kanarie" in content
                loaded += any("kanarie" in value for _data, value in _table(content, kind))
                wrong += [f"{address.name} by {persona.label}: {harm}" for harm in _harm(content, kind)]
    record_property("text fields filled", filled)
    record_property("answers read", kinds.total())
    for kind, number in kinds.items():
        if "html" not in kind and "json" not in kind:
            record_property(f"files of type {kind}", number)
    record_property("answers that show what was filled in", shown)
    record_property("tables that hold what was filled in", loaded)
    record_property("answers with harm", len(wrong))
    assert sorted(set(wrong)) == []
    assert (filled > 100, shown > 100) == (True, True)
    assert loaded > 10


def _take(scene: Scene, address, persona, arguments) -> tuple[str, bytes]:
    headers = {"Authorization": f"Bearer {scene.token(persona)}"} if address.is_operation else {}
    browser = scene.browser(None if address.is_operation else persona)
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.get(reverse(address.name, kwargs=arguments), headers=headers)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    browser.cookies = cookies
    assert answer.status_code < 500, address.name
    return answer.headers.get("Content-Type", ""), content
