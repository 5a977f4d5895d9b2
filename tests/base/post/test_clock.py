"""What recurs is started once for each occurrence; what is old is swept."""

from datetime import timedelta

from startlijn.base.access.rules import operator
from startlijn.base.post.actions import enqueue, once, running, send_mail
from startlijn.base.post.actions.clock import start_due
from startlijn.base.post.models import IdempotencyKey, Job, Mail
from startlijn.base.post.terms import Answer
from startlijn.base.tenancy import everywhere
from tests.base.post import kinds
from tests.base.post.kinds import AT


def test_each_occurrence_is_started_once_however_many_look(db, clock):
    for _ in range(5):
        start_due(by=operator(), at=clock.at)
    clock.move(minutes=14)
    start_due(by=operator(), at=clock.at)
    assert running.work_off(clock=clock) == 1
    clock.move(minutes=1)
    start_due(by=operator(), at=clock.at)
    assert running.work_off(clock=clock) == 1


def test_missed_occurrences_are_made_up_for_once(db, clock):
    clock.move(hours=10)
    start_due(by=operator(), at=clock.at)
    assert running.work_off(clock=clock) == 1
    assert kinds.done[0].payload == {"occurrence": "2026-11-02T19:00:00+00:00"}


def test_sweep_removes_what_is_old_and_keeps_the_rest(world, clock, mail_folder):
    (mail_folder / "hello.txt").write_text("Hello\n\nHello")
    send_mail(by=world.operator, at=AT, to="a@example.org", template="hello", language="en", context={})
    enqueue(by=world.operator, at=AT, kind="test.note", payload={})
    running.work_off(clock=clock)
    enqueue(by=world.operator, at=AT, kind="test.note", payload={}, run_after=AT + timedelta(days=60))
    once.once(
        by=world.operator, at=AT, key="k", fingerprint="f", effect=lambda: Answer(302), keep=lambda _: True
    )
    for days, left in ((1.9, (1, 3, 1)), (2.1, (0, 3, 1)), (31, (0, 1, 0))):
        clock.at = AT + timedelta(days=days)
        enqueue(by=operator(), at=clock.at, kind="post.sweep", payload={})
        running.work_off(clock=clock)
        with everywhere("test"):
            jobs = Job.objects.exclude(kind="post.sweep")
            assert (IdempotencyKey.objects.count(), jobs.count(), Mail.objects.count()) == left
