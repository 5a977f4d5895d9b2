"""Heavy jobs in a process of their own, with limits on processor, memory and time (trust P24)."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from startlijn.base.post.actions import running
from startlijn.base.post.queries import job_kind, kind_named
from startlijn.base.post.terms import Claimed, Kind, LeaseLostError
from startlijn.base.seams import now

_LOOKS_EVERY = 0.1
_MIB = 1024 * 1024
# One thread for the number library: the limits are per process, and other jobs want a core too.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def run_apart(claimed: Claimed, kind: Kind, *, hand_back: threading.Event) -> None:
    """Do a job in a child process and watch it; kill it when it passes a limit, and settle the job then.

    When `hand_back` is set the child is stopped and the job goes back to the queue.
    """
    command = [sys.executable, "-m", "startlijn.cli.main", *told(claimed)]
    with subprocess.Popen(command, env=os.environ | _ONE_THREAD) as child:  # noqa: S603  our own command
        limit = _watch(child, kind, hand_back)
        if limit:
            child.kill()
    if limit == "handed_back":
        running.give_back(claimed, at=now())
        return
    with suppress(LeaseLostError):
        if child.returncode == -signal.SIGXCPU:
            limit = "cpu_limit"
        if limit:
            running.give_up(claimed, at=now(), code=limit)
        elif child.returncode != 0:
            running.fail(claimed, at=now(), code="process_died")


def told(claimed: Claimed) -> list[str]:
    """Return the words of the command for one claimed job: one word, for a lease may start with a dash."""
    return ["work", f"--apart={claimed.id},{claimed.lease},{claimed.attempt}"]


def _watch(child: subprocess.Popen[bytes], kind: Kind, hand_back: threading.Event) -> str:
    """Wait for the child; return which limit it passed, or an empty text when it ended by itself."""
    until = time.monotonic() + kind.seconds
    while child.poll() is None:
        if hand_back.wait(_LOOKS_EVERY):
            return "handed_back"
        if _resident(child.pid) > kind.memory_mib * _MIB:
            return "memory_limit"
        if time.monotonic() > until:
            return "time_limit"
    return ""


def _resident(pid: int) -> int:
    """Return the memory a process holds, in bytes; 0 where the system does not tell."""
    with suppress(OSError):
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize()
    return 0


def perform_apart(words: str) -> int:
    """Do the job that `told` names in this process, within the limits of its kind; return 0 when settled."""
    job, lease, attempt = words.split(",")
    kind = kind_named(job_kind(UUID(job)))
    _limit(kind)
    threading.Thread(target=_die_with_parent, args=[os.getppid()], daemon=True).start()
    running.perform(Claimed(UUID(job), kind.name, lease, int(attempt)), clock=now)
    return 0


def _limit(kind: Kind) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + kind.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The parent looks ten times a second; this stops what would fill the machine in between.
    resource.setrlimit(resource.RLIMIT_DATA, (2 * kind.memory_mib * _MIB, 2 * kind.memory_mib * _MIB))


def _die_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
