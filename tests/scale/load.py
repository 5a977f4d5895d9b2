"""One page that writes and asks for a job, and the job: each makes one row with a name of its own."""

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from startlijn.base.access.terms import Permission
from startlijn.base.organisations.actions import create_sub_region
from startlijn.base.post.actions import enqueue
from startlijn.base.post.terms import Kind, Task
from startlijn.base.seams import now
from startlijn.config.urls import urlpatterns as own_addresses
from startlijn.web.doors import door


def _double(task: Task) -> None:
    """Make a second row beside the one of the page, in the transaction that completes the job."""
    time.sleep(float(task.payload.get("seconds", 0)))
    with task.complete():
        create_sub_region(by=task.by, at=now(), name=f"job {task.payload['name']} {task.id}")


def _sleep(task: Task) -> None:
    for done in range(100):
        task.stop_if_cancelled()
        task.report(done, 100)
        time.sleep(0.1)


def _burn(task: Task) -> None:
    while True:
        sum(range(10_000))


def _fill(task: Task) -> None:
    kept = []
    while True:
        kept.append(b"x" * 4 * 1024 * 1024)
        time.sleep(0.02)


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """Make a row and ask for its double; with `alone` only the row."""
    if request.method == "GET":
        return HttpResponse("here")
    name = request.POST["name"]
    row = create_sub_region(by=request.actor, at=now(), name=f"page {name} {UUID(int=time.monotonic_ns())}")
    if "alone" not in request.POST:
        enqueue(by=request.actor, at=now(), kind="scale.double", payload={"name": name, "seconds": 0.2})
    return HttpResponseRedirect(f"/made/{row.pk}/")


class Postbox(BaseEmailBackend):
    """A mail server that writes down the Message-ID of what it takes; it can kill who calls it, once.

    The file `dies` says where: `before` the mail is taken, `after` it, or when the line is `closed`.
    """

    def _die(self, where: str) -> None:
        told = Path(settings.DATA_DIR) / "dies"
        with suppress(FileNotFoundError):
            if told.read_text() == where:
                told.unlink()
                os.kill(os.getpid(), signal.SIGKILL)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self._die("before")
        with (Path(settings.DATA_DIR) / "postbox").open("a") as box:
            for message in email_messages:
                box.write(f"{message.extra_headers['Message-ID']}\n")
        self._die("after")
        return len(email_messages)

    def close(self) -> None:
        self._die("closed")


DOUBLE = Kind("scale.double", run=_double, seconds=30)
SLEEPER = Kind("scale.sleeper", run=_sleep, heavy=True, seconds=60)
BURN = Kind("scale.burn", run=_burn, heavy=True, cpu_seconds=1, seconds=60)
FILL = Kind("scale.fill", run=_fill, heavy=True, memory_mib=250, seconds=60)
LATE = Kind("scale.late", run=_sleep, heavy=True, seconds=3)
urlpatterns = [path("add/", add), *own_addresses]
