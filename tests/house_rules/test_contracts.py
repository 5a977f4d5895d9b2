"""The contracts of `.importlinter` bite: each is broken on purpose in a copy of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOT, SRC

BROKEN = {
    "Floors: imports go down only": ("base/seams.py", "import startlijn.web.doors"),
    "Order of capabilities": ("domain/canteen/__init__.py", ""),
    "Order in base": ("base/journal/rules.py", "import startlijn.base.people.rules"),
    "Five rooms in every capability": ("base/people/rules.py", "import startlijn.base.people.queries"),
    "Engines know no Django": ("engines/gazetteer/names.py", "import django.utils.timezone"),
    "Doors and reports never import models": ("web/errors.py", "import startlijn.base.people.models"),
    "Reports write nothing": ("reports/__init__.py", "import startlijn.base.people.actions"),
    "No cycles at any depth": ("engines/gazetteer/terms.py", "import startlijn.engines.gazetteer.gazetteer"),
}


def verdict(folder: Path) -> set[str]:
    """Run the linter in a copy of the house; return the names of the broken contracts."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = {line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")}
    assert (done.returncode == 0) == (not broken), done.stdout + done.stderr
    return broken


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source and its contracts."""
    shutil.copytree(SRC, tmp_path / "src" / "startlijn", ignore=shutil.ignore_patterns("*.pyc", "static"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_house_keeps_its_contracts(house):
    assert verdict(house) == set()


@pytest.mark.parametrize("contract", BROKEN)
def test_broken_contract_is_noticed(house, contract):
    path, line = BROKEN[contract]
    file = house / "src" / "startlijn" / path
    file.parent.mkdir(exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else '"""New."""\n'
    file.write_text(f"{before}\n{line}\n", encoding="utf-8")
    assert contract in verdict(house)
