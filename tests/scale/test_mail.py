"""A worker is killed while it sends a mail: what went out, and what the next worker does (promises P1, P5).

A mail server has no transactions, so a mail goes out at least once. The one moment in which a crash makes a
second copy lies between its "taken" and our commit; that copy carries the same Message-ID, by which mail
servers and programs know it. A crash at any other moment makes none.
"""

import signal
import subprocess
import sys

import pytest

from tests.house_rules.sources import ROOT


def work(place) -> int:
    command = [sys.executable, "-m", "startlijn.cli.main", "work", "--once"]
    return subprocess.run(command, env=place.environment, cwd=ROOT, check=False, timeout=120).returncode


def taken(place, mail: str) -> list[str]:
    """Return the Message-IDs of a mail that the mail server took, in order."""
    box = place.folder / "postbox"
    lines = box.read_text().splitlines() if box.exists() else []
    return [line for line in lines if mail in line]


@pytest.mark.parametrize(("dies", "copies"), [("before", 1), ("after", 2), ("closed", 1)])
def test_killed_worker_makes_at_most_one_copy_with_the_same_key(place, dies, copies):
    mail = place.run("mail", place.partnership)
    (place.folder / "dies").write_text(dies)
    assert work(place) == -signal.SIGKILL
    place.run("hurry")
    assert work(place) == 0
    assert place.run("hurry") == 0  # nothing is left to do
    assert (len(taken(place, mail)), len(set(taken(place, mail)))) == (copies, 1)
    assert place.run("mail_state", mail) == "sent"
