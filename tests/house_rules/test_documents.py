"""The documents made from the code are complete, and a stale one is noticed."""

import pytest
from tools import docs
from tools.documents import data, rights, settings

from startlijn.base.access.terms import ROLES
from startlijn.base.privacy.queries import declared_models


def test_every_table_is_described():
    page = data.document()
    assert [model.__name__ for model, _ in declared_models() if f"### {model.__name__}\n" not in page] == []


def test_every_role_has_a_row():
    page = rights.document()
    assert [role for role, definition in ROLES.items() if f"| {definition.sentence} |" not in page] == []


def test_every_setting_is_explained():
    page = settings.document()
    assert [name for name in settings.variables() if f"| `{name}` |" not in page] == []


def test_setting_without_a_meaning_is_noticed(monkeypatch):
    monkeypatch.delitem(settings.MEANINGS, "DATABASE_URL")
    with pytest.raises(settings.UnexplainedSettingError, match="DATABASE_URL"):
        settings.document()


def test_stale_document_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(docs, "documents", lambda: {"one.md": lambda: "new", "two.md": lambda: "same"})
    (tmp_path / "one.md").write_text("old", encoding="utf-8")
    (tmp_path / "two.md").write_text("same", encoding="utf-8")
    assert docs.stale(tmp_path) == ["one.md"]


def test_missing_document_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(docs, "documents", lambda: {"gone.md": lambda: "text"})
    assert docs.stale(tmp_path) == ["gone.md"]
