"""Several processes want the same at the same moment; and with the guard left out the race is lost."""

import pytest

from tests.scale.conftest import PROCESSES


def claimed(place, *, careless: bool) -> tuple[list[str], list[str]]:
    """Put jobs in the queue; return them, and what all processes together took of them."""
    jobs = place.run("put", place.partnership, 60)
    taken = place.race("claim", careless=careless)
    return jobs, [job for mine in taken for job in mine if job in jobs]


def test_each_job_is_claimed_by_one_process(place):
    jobs, taken = claimed(place, careless=False)
    assert sorted(taken) == sorted(jobs)


def test_careless_claim_takes_jobs_twice(place):
    jobs, taken = claimed(place, careless=True)
    assert len(taken) > len(set(taken)) == len(jobs)


def test_each_request_is_done_once_and_everybody_gets_the_same_answer(place):
    answers = place.race("once", place.partnership, 25)
    assert answers == [answers[0]] * PROCESSES
    assert len(place.run("count")["onceFalse"]) == 25


def test_requests_without_a_key_are_done_by_each(place):
    place.race("once", place.partnership, 25, careless=True)
    assert len(place.run("count")["onceTrue"]) == 25 * PROCESSES


@pytest.mark.parametrize(("careless", "jobs"), [(False, 25), (True, 25 * PROCESSES)])
def test_job_with_a_key_is_put_in_the_queue_once(place, careless, jobs):
    answers = place.race("enqueue", place.partnership, 25, careless=careless)
    assert len({job for mine in answers for job in mine}) == jobs


def test_periods_written_at_the_same_moment_never_overlap(place):
    """No process looks first: the database itself lets one of them write each period."""
    trajectory = place.run("starter", place.partnership)
    answers = place.race("pause", place.partnership, trajectory, 25)
    written = [day for mine in answers for day in mine]
    assert (len(written), len(set(written))) == (25, 25)


def test_verbs_at_the_same_moment_say_by_name_that_another_was_first(place):
    """A verb locks the line before it looks: no period ends in an error of the database."""
    trajectory = place.run("starter", place.partnership)
    answers = place.race("stand_still", place.partnership, trajectory, 25)
    for said in zip(*answers, strict=True):
        assert sorted(said) == ["OverlapError", "OverlapError", "written"]


@pytest.mark.parametrize("after", [False, True])
def test_request_whose_commit_broke_off_is_done_once_when_sent_again(place, after):
    assert place.run("broken_commit", place.partnership, after) == {"replayed": after, "rows": 1}


@pytest.mark.postgres
def test_request_that_keeps_others_waiting_too_long_is_called_busy(on_postgres):
    assert sorted(on_postgres.race("busy", on_postgres.partnership)) == ["busy", "busy", "here"]
