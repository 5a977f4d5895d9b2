"""The container files, checked part by part where no container engine is at hand."""

import shlex
from pathlib import Path

import yaml

from startlijn.cli.main import SUBJECTS

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_every_command_of_compose_is_a_command_of_ours():
    commands = [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    unknown = [c for c in commands if c[0] != "startlijn" or c[1] not in {*SUBJECTS, "migrate"}]
    assert unknown == []


def test_pages_and_jobs_wait_for_the_database_to_be_migrated():
    waits = [COMPOSE["services"][name]["depends_on"]["migrate"]["condition"] for name in ("pages", "jobs")]
    assert waits == ["service_completed_successfully"] * 2


def test_everything_copied_into_the_image_exists():
    copied = [
        shlex.split(line)[1:-1]
        for line in CONTAINER.splitlines()
        if line.startswith("COPY ") and "--from" not in line
    ]
    assert [part for parts in copied for part in parts if not (ROOT / part).exists()] == []


def test_image_does_not_run_as_root():
    users = [line for line in CONTAINER.splitlines() if line.startswith("USER ")]
    assert users[-1] == "USER startlijn"
