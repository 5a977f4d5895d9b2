"""A worker as it runs: limits on heavy jobs, an orderly end, and `--once`."""

import argparse
import signal
import subprocess
import sys
import time
from uuid import UUID

from startlijn.base.post.terms import Claimed
from startlijn.cli.work import add_parser
from startlijn.cli.work.apart import told
from tests.house_rules.sources import ROOT


def worker(place, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "startlijn.cli.main", "work", *options]
    return subprocess.Popen(command, env=place.environment, cwd=ROOT)


def wait_until(place, job: str, ready) -> None:
    until = time.monotonic() + 90
    while not ready(place.run("look", [job])[0]):
        assert time.monotonic() < until, place.run("look", [job])
        time.sleep(0.1)


def test_heavy_jobs_are_stopped_at_their_limits(on_sqlite):
    kinds = ("scale.burn", "scale.fill", "scale.late")
    jobs = [on_sqlite.run("put", on_sqlite.partnership, 1, kind)[0] for kind in kinds]
    with worker(on_sqlite, "--once", "--jobs", "3") as running:
        assert running.wait(120) == 0
    found = [(state, code, attempts) for state, code, attempts, _ in on_sqlite.run("look", jobs)]
    assert found == [
        ("failed", "cpu_limit", 1),
        ("failed", "memory_limit", 1),
        ("failed", "time_limit", 1),
    ]


def test_worker_that_is_asked_to_stop_hands_its_job_back(on_sqlite):
    job = on_sqlite.run("put", on_sqlite.partnership, 1, "scale.sleeper")[0]
    with worker(on_sqlite) as running:
        wait_until(on_sqlite, job, lambda seen: seen[3].get("done", 0) > 2)
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    state, _, attempts, _ = on_sqlite.run("look", [job])[0]
    assert (state, attempts) == ("waiting", 0)


def test_a_lease_that_starts_with_a_dash_reaches_the_process_apart():
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    claimed = Claimed(UUID(int=7), "scale.sleeper", "-fLdash", 2)
    assert parser.parse_args(told(claimed)).apart == f"{UUID(int=7)},-fLdash,2"
