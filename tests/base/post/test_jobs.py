"""Putting jobs in the queue, doing them, and what happens when they fail."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Role
from startlijn.base.post.actions import cancel_job, enqueue, retry_job, running
from startlijn.base.post.models import Job
from startlijn.base.post.queries import job_view, jobs_for
from startlijn.base.post.terms import (
    LEASE,
    JobState,
    LeaseLostError,
    QueueFullError,
    UnknownKindError,
)
from startlijn.base.tenancy import UnscopedQueryError, everywhere
from tests.base.post import kinds
from tests.base.post.kinds import AT


def put(world, kind: str = "test.note", **more):
    given = {"by": world.operator, "at": AT, "payload": {}} | more
    return enqueue(kind=kind, **given)


def view(world, job_id):
    with world.here():
        return job_view(job_id)


def test_job_is_done_once(world, clock):
    job = put(world, payload={"round": "7"})
    assert running.work_off(clock=clock) == 1
    assert running.work_off(clock=clock) == 0
    assert [task.payload for task in kinds.done] == [{"round": "7"}]
    assert view(world, job).state == JobState.DONE


def test_unknown_kind_is_refused(world):
    with pytest.raises(UnknownKindError):
        put(world, "test.nothing")


def test_same_key_gives_the_same_job(world, clock):
    first, second = put(world, key="a"), put(world, key="a")
    running.work_off(clock=clock)
    assert (first == second, put(world, key="a") == first, len(kinds.done)) == (True, True, 1)


def test_same_key_in_another_partnership_is_another_job(world, another_world):
    assert put(world, key="a") != put(another_world, key="a")


def test_job_waits_until_its_moment(world, clock):
    put(world, run_after=AT + timedelta(minutes=5))
    assert running.work_off(clock=clock) == 0
    clock.move(minutes=5)
    assert running.work_off(clock=clock) == 1


def test_higher_priority_goes_first_then_oldest(world, clock):
    for second, (name, priority) in enumerate((("first", 0), ("second", 0), ("urgent", 5))):
        put(world, at=AT + timedelta(seconds=second), payload={"name": name}, priority=priority)
    clock.move(seconds=5)
    running.work_off(clock=clock)
    assert [task.payload["name"] for task in kinds.done] == ["urgent", "first", "second"]


def test_job_acts_with_the_rights_of_who_started_it(world, clock):
    actor = world.actor(Role.PROJECT_WORKER)
    put(world, by=actor)
    running.work_off(clock=clock)
    assert kinds.done[0].by.grants == actor.grants
    assert kinds.done[0].by.person_id == actor.person_id


def test_job_of_a_token_may_do_no_more_than_the_token(world, clock):
    actor = world.actor(Role.PROJECT_WORKER)
    limited = Actor(
        actor.person_id,
        None,
        "",
        actor.partnership_id,
        actor.grants,
        limited_to=frozenset({Permission.GROUPS_READ}),
    )
    put(world, by=limited)
    running.work_off(clock=clock)
    assert kinds.done[0].by.limited_to == frozenset({Permission.GROUPS_READ})


def test_job_of_nobody_has_no_rights(db, clock):
    enqueue(by=Actor(None, None, "", None), at=AT, kind="test.note", payload={})
    running.work_off(clock=clock)
    assert (kinds.done[0].by.operator, kinds.done[0].by.grants) == (False, ())


def test_handler_works_within_its_own_partnership(world, another_world, clock):
    put(another_world)
    running.work_off(clock=clock)
    assert kinds.places == [another_world.partnership.pk]


def test_failed_attempt_waits_longer_each_time_and_then_gives_up(world, clock):
    job = put(world, "test.fail")
    waits = []
    for _ in range(3):
        running.work_off(clock=clock)
        waits.append((view(world, job).run_after - clock.at).total_seconds())
        clock.move(hours=1)
    assert waits[:2] == [10, 60]
    assert (view(world, job).state, view(world, job).code, len(kinds.done)) == (
        JobState.FAILED,
        "RuntimeError",
        3,
    )
    assert [given.code for given in kinds.given_up] == ["RuntimeError"]


def test_permanent_failure_is_not_tried_again(world, clock):
    job = put(world, "test.refuse")
    running.work_off(clock=clock)
    assert (view(world, job).state, view(world, job).code) == (JobState.FAILED, "no_such_round")
    assert kinds.given_up[0].id == job


def test_failed_job_can_be_tried_again_by_the_operator(world, clock):
    job = put(world, "test.refuse")
    running.work_off(clock=clock)
    with everywhere("operator"):
        retry_job(by=operator(), at=clock.at, job_id=job)
    assert view(world, job).state == JobState.WAITING


def test_retry_is_refused_to_anybody_else(world, clock):
    job = put(world, "test.refuse")
    running.work_off(clock=clock)
    coordinator = world.actor(Role.COORDINATOR)
    with world.here(), pytest.raises(NotVisibleError):
        retry_job(by=coordinator, at=AT, job_id=job)


def test_retry_of_a_done_job_is_refused(world, clock):
    job = put(world)
    running.work_off(clock=clock)
    with everywhere("operator"), pytest.raises(NotVisibleError):
        retry_job(by=operator(), at=AT, job_id=job)


def test_waiting_job_is_cancelled_at_once(world, clock):
    job = put(world, "test.fail")
    with world.here():
        cancel_job(by=world.operator, at=AT, job_id=job)
    assert running.work_off(clock=clock) == 0
    assert view(world, job).state == JobState.CANCELLED
    assert [given.code for given in kinds.given_up] == ["cancelled"]


def test_running_job_is_cancelled_when_its_handler_looks(world, clock):
    job = put(world, "test.stop")
    claimed = running.claim(at=AT)
    with world.here():
        cancel_job(by=world.operator, at=AT, job_id=job)
    assert view(world, job).cancel_requested
    running.perform(claimed, clock=clock)
    assert (view(world, job).state, view(world, job).code) == (JobState.CANCELLED, "cancelled")


def test_job_of_another_partnership_cannot_be_cancelled(world, another_world):
    job = put(world)
    with another_world.here(), pytest.raises(NotVisibleError):
        cancel_job(by=another_world.operator, at=AT, job_id=job)


def test_progress_can_be_read_and_keeps_the_lease(world, clock):
    job = put(world)
    claimed = running.claim(at=AT)
    clock.move(seconds=40)
    with everywhere("test"):
        task = running._task(claimed, Job.objects.get(pk=job), world.operator, clock)
    task.report(3, 95, step="routes")
    assert view(world, job).progress == {"done": 3, "total": 95, "step": "routes"}
    clock.move(seconds=40)
    assert running.reap(at=clock.at) == 0


def test_lost_worker_is_noticed_when_its_lease_ends(world, clock):
    job = put(world)
    running.claim(at=AT)
    assert running.reap(at=AT + LEASE) == 0
    assert running.reap(at=AT + LEASE + timedelta(seconds=1)) == 1
    assert (view(world, job).state, view(world, job).code) == (JobState.WAITING, "worker_lost")
    clock.move(minutes=2)
    assert running.work_off(clock=clock) == 1


def test_job_that_kills_its_worker_each_time_is_given_up(world, clock):
    job = put(world)
    for _ in range(3):
        running.claim(at=clock.at)
        clock.move(hours=1)
        running.reap(at=clock.at)
        clock.move(hours=1)
    assert (view(world, job).state, view(world, job).code) == (JobState.FAILED, "worker_lost")


def test_late_worker_cannot_complete_what_another_took_over(world, clock):
    job = put(world)
    first = running.claim(at=AT)
    with everywhere("test"):
        task = running._task(first, Job.objects.get(pk=job), world.operator, clock)
    clock.move(minutes=10)
    running.reap(at=clock.at)
    clock.move(minutes=10)
    assert running.claim(at=clock.at).id == job
    with pytest.raises(LeaseLostError), task.complete():
        raise AssertionError("the result must not be written")


def test_result_and_completion_go_together(world, clock):
    job = put(world)
    claimed = running.claim(at=AT)
    with everywhere("test"):
        task = running._task(claimed, Job.objects.get(pk=job), world.operator, clock)
    with pytest.raises(RuntimeError), task.complete():
        raise RuntimeError("the result could not be written")
    assert view(world, job).state == JobState.RUNNING


def test_job_that_is_handed_back_has_lost_no_attempt(world, clock):
    job = put(world)
    running.give_back(running.claim(at=AT), at=AT)
    assert (view(world, job).state, view(world, job).attempts) == (JobState.WAITING, 0)


def test_queue_of_a_partnership_is_limited(world, another_world):
    for _ in range(3):
        put(world, "test.alone")
    with pytest.raises(QueueFullError):
        put(world, "test.alone")
    put(another_world, "test.alone")


def test_one_job_runs_at_a_time_in_a_partnership(world, another_world):
    first, _, other = put(world, "test.alone"), put(world, "test.alone"), put(another_world, "test.alone")
    claimed = [running.claim(at=AT) for _ in range(3)]
    assert [item and item.id for item in claimed] == [first, other, None]


def test_database_refuses_two_that_must_run_alone(world):
    put(world, "test.alone")
    put(world, "test.alone")
    running.claim(at=AT)
    with everywhere("test"), pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(state="waiting").update(state="running", lease="x", leased_until=AT)


@pytest.mark.parametrize(
    "change", [{"state": "running"}, {"lease": "x"}, {"leased_until": AT}, {"state": "running", "lease": "x"}]
)
def test_database_refuses_a_running_job_without_lease(world, change):
    put(world)
    with everywhere("test"), pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(**change)


def test_queue_is_not_readable_outside_a_partnership(world):
    job = put(world)
    with pytest.raises(UnscopedQueryError):
        job_view(job)


def test_stranger_sees_no_job(world, another_world):
    job = put(world)
    with another_world.here(), pytest.raises(NotVisibleError):
        job_view(job)


def test_only_the_operator_lists_jobs(world):
    put(world)
    with world.here():
        assert len(jobs_for(world.operator)) == 1
        with pytest.raises(NotVisibleError):
            jobs_for(world.actor(Role.ADMINISTRATOR))


def test_job_of_an_action_that_fails_is_not_done(world):
    @transaction.atomic
    def action() -> None:
        put(world)
        raise RuntimeError("the action failed after asking for the job")

    with pytest.raises(RuntimeError):
        action()
    assert running.claim(at=AT) is None
