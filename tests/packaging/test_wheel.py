"""A built wheel, installed alone, works: templates, styles, texts and content are inside."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if not UV.exists():
        pytest.skip("uv is not in this environment (make install puts it there)")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([UV, "build", "--quiet", "--wheel", "--out-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


def test_wheel_holds_every_packaged_file(wheel):
    package = ROOT / "src" / "startlijn"
    skipped = {"__pycache__", ".DS_Store"}
    expected = {
        str(file.relative_to(ROOT / "src"))
        for file in package.rglob("*")
        if file.is_file() and not skipped & set(file.parts)
    }
    assert expected - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_installed_wheel_creates_its_database_and_loads_the_demo(wheel, tmp_path):
    target = tmp_path / "site"
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--no-deps", "--target", target, wheel],
        check=True,
        capture_output=True,
    )
    environment = {
        **{
            k: v for k, v in os.environ.items() if not k.startswith(("STARTLIJN_", "DJANGO_", "DATABASE_URL"))
        },
        "PYTHONPATH": str(target),
        "STARTLIJN_DATA_DIR": str(tmp_path / "data"),
        "STARTLIJN_DEMO": "1",
    }

    def startlijn(*arguments: str) -> str:
        command = [sys.executable, "-P", "-m", "startlijn.cli.main", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    startlijn("migrate", "--verbosity", "0")
    printed = json.loads(startlijn("demo", "--json"))
    assert (printed["boards"], printed["schools"], printed["sub_regions"]) == (38, 95, 5)
