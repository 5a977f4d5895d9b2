"""`startlijn dossier`: out to a file, checked, and in again; a changed byte is named."""

import pytest

from startlijn.cli.main import main
from tests.domain.dossier.conftest import Folder


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def folder(world):
    made = Folder(world)
    made.add("Les over breuken")
    made.add_file()
    return made


@pytest.fixture
def copy(folder, tmp_path):
    out = tmp_path / "dossier.zip"
    assert main(["dossier", "export", folder.starter.account.email, "--out", str(out)]) == 0
    return out


def test_a_copy_is_whole_and_only_the_owner_of_the_file_reads_it(copy, capsys):
    capsys.readouterr()
    assert main(["dossier", "verify", str(copy)]) == 0
    assert capsys.readouterr().out.startswith("Whole: 2 pieces, 1 files, signed by this installation")
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_changed_byte_is_named(copy, capsys):
    data = copy.read_bytes()
    at = data.index(b"breuken")
    copy.write_bytes(data[:at] + b"B" + data[at + 1 :])
    assert main(["dossier", "verify", str(copy)]) == 1
    assert "dossier.json is not as it was" in capsys.readouterr().err


def test_a_byte_between_the_parts_is_named_too(copy, capsys):
    data = bytearray(copy.read_bytes())
    data[10] ^= 1  # the time of the first part
    copy.write_bytes(data)
    assert main(["dossier", "verify", str(copy)]) == 1
    assert "zip is not as it was" in capsys.readouterr().err


def test_another_file_is_no_copy(tmp_path, capsys):
    other = tmp_path / "other.zip"
    other.write_bytes(b"PK nothing")
    assert main(["dossier", "verify", str(other)]) == 1
    assert "not a copy of a dossier" in capsys.readouterr().err
    assert main(["dossier", "verify", str(tmp_path / "nowhere.zip")]) == 2


def test_somebody_else_gets_what_is_in_it(folder, copy, capsys):
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    for told in ("Added: 2. There already: 0.", "Added: 0. There already: 2."):
        capsys.readouterr()
        assert main(["dossier", "import", str(copy), "--person", str(other.pk)]) == 0
        assert capsys.readouterr().out.startswith(told)


def test_nobody_and_nothing_are_told(folder, tmp_path, capsys):
    for who in ("nobody@example.org", str(folder.coach.pk)):
        assert main(["dossier", "export", who, "--out", str(tmp_path / "x.zip")]) == 2
        assert "no such person with a dossier" in capsys.readouterr().err
