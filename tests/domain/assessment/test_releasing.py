"""Giving pieces to the whole panel: frozen, for who sits in it, until a day (trust.md §7 rule 5)."""

from datetime import timedelta

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.terms import READ
from startlijn.base.seams import fixed
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import PanelRelease
from startlijn.domain.assessment.queries import given, pages
from startlijn.domain.assessment.terms import WrongStateError
from startlijn.domain.dossier import actions as dossier
from startlijn.domain.dossier.models import Submission
from startlijn.domain.dossier.terms import (
    BadPeriodError,
    EvidenceKind,
    NewEvidence,
    NothingChosenError,
    ReleasePurpose,
)
from tests.conftest import AT
from tests.domain.assessment.conftest import later

LAST = AT.date() + timedelta(days=9)


def piece(house, title: str = "Letters of pupils"):
    new = NewEvidence(EvidenceKind.TEXT, title, text="What they wrote", indicators=())
    return house.do(dossier.add_evidence, house.starter, new=new)


def released(house, made, *pieces, at=AT, last_day=LAST) -> PanelRelease:
    return house.do(
        actions.release_to_panel,
        house.starter,
        at,
        assessment_id=made.pk,
        evidence_ids=[each.pk for each in pieces or (piece(house),)],
        last_day=last_day,
    )


def read(house, made, row, person, at=AT):
    with fixed(at=at):
        return house.do(actions.open_given, person, at, assessment_id=made.pk, release_id=row.pk)


def reads(house, made, row, person, at=AT) -> bool:
    try:
        read(house, made, row, person, at)
    except NotVisibleError:
        return False
    return True


def test_whole_panel_reads_both_pieces(house):
    made = house.judging()
    row = released(house, made, piece(house, "One"), piece(house, "Two"))
    titles = [
        [item["title"] for item in read(house, made, row, person).content["items"]]
        for person in (house.near, house.far)
    ]
    assert titles == [["One", "Two"]] * 2


@pytest.mark.parametrize("who", ["coach", "leader", "executive", "hr", "educator", "coordinator", "stranger"])
def test_nobody_else_reads(house, who):
    made = house.judging()
    assert not reads(house, made, released(house, made), getattr(house, who))


def test_panel_reads_the_piece_as_it_was(house):
    made = house.judging()
    new = piece(house)
    row = released(house, made, new)
    house.do(
        dossier.change_evidence,
        house.starter,
        evidence_id=new.pk,
        expected_version=1,
        new=NewEvidence(EvidenceKind.TEXT, "Otherwise", text="Otherwise", indicators=()),
    )
    assert read(house, made, row, house.near).content["items"][0]["title"] == "Letters of pupils"


def test_piece_that_was_removed_is_still_read(house):
    made = house.judging()
    new = piece(house)
    row = released(house, made, new)
    house.do(dossier.remove_evidence, house.starter, evidence_id=new.pk)
    assert read(house, made, row, house.near).content["items"][0]["title"] == "Letters of pupils"


def test_panel_reads_until_and_including_the_last_day(house):
    made = house.judging()
    row = released(house, made)
    assert [reads(house, made, row, house.near, later(days)) for days in (9, 10)] == [True, False]


def test_taken_back_is_not_read_at_once(house):
    made = house.judging()
    row = released(house, made)
    house.do(actions.take_back, house.starter, release_id=row.pk)
    assert not reads(house, made, row, house.near)


def test_taken_back_twice_is_one_line(house):
    row = released(house, house.judging())
    for _time in range(2):
        house.do(actions.take_back, house.starter, release_id=row.pk)
    with house.world.here():
        assert JournalLine.objects.filter(action="assessment.take_back").count() == 1


def test_everything_taken_back_is_the_panels_too(house):
    made = house.judging()
    row = released(house, made)
    assert house.do(actions.take_all_back, house.starter) == 1
    assert not reads(house, made, row, house.near)


def test_what_was_handed_in_is_not_taken_back(house):
    made = house.judging()
    with house.world.here():
        row = PanelRelease.objects.get(assessment=made)
    with pytest.raises(NotVisibleError):
        house.do(actions.take_back, house.starter, release_id=row.pk)


def test_nobody_else_takes_back(house):
    row = released(house, house.judging())
    with pytest.raises(NotVisibleError):
        house.do(actions.take_back, house.near, release_id=row.pk)


def test_who_left_the_panel_reads_nothing_more(house):
    made = house.judging(house.near, house.far, house.third)
    row = released(house, made)
    member = house.member(made, house.third)
    house.do(actions.remove_member, house.coordinator, assessment_id=made.pk, member_id=member.pk)
    assert (reads(house, made, row, house.third), reads(house, made, row, house.near)) == (False, True)


def test_who_comes_into_the_panel_reads_after_declaring(house):
    made = house.judging()
    row = released(house, made)
    house.panel(made, house.third)
    before = reads(house, made, row, house.third)
    house.declare(made, house.third)
    assert (before, reads(house, made, row, house.third)) == (False, True)


def test_nobody_reads_after_it_was_withdrawn(house):
    made = house.judging()
    row = released(house, made)
    house.do(actions.withdraw, house.starter, assessment_id=made.pk)
    assert not reads(house, made, row, house.near)


def test_every_reading_is_written_down(house):
    made = house.judging()
    row = released(house, made)
    for person in (house.near, house.near, house.far):
        read(house, made, row, person)
    with house.world.here():
        lines = JournalLine.objects.filter(object_id=row.submission_id, about=house.starter.pk)
        readers = [line.actor_name for line in lines.filter(action=READ).order_by("number")]
    assert readers == [str(house.near), str(house.near), str(house.far)]


def test_file_that_was_given_is_read_by_the_panel(house):
    made = house.judging()
    file_id = house.add_file()
    released(house, made, house.evidence)
    with fixed(at=AT):
        found = house.do(actions.open_submitted_file, house.near, assessment_id=made.pk, file_id=file_id)
    assert found.facts.name == "plan.pdf"


def test_file_that_was_not_given_is_not_read(house):
    made = house.judging()
    file_id = house.add_file()
    with pytest.raises(NotVisibleError):
        house.do(actions.open_submitted_file, house.near, assessment_id=made.pk, file_id=file_id)


def test_what_was_handed_in_stays_what_it_is(house):
    made = house.judging()
    released(house, made)
    content = house.do(actions.open_submission, house.near, assessment_id=made.pk).content
    assert [item["title"] for item in content["items"]] == ["My lesson series"]


@pytest.mark.parametrize("stage", ["asked", "advised", "decided"])
def test_given_between_handing_in_and_advice(house, stage):
    made = getattr(house, stage)()
    with pytest.raises(WrongStateError):
        released(house, made)


def test_something_is_given(house):
    made = house.judging()
    with pytest.raises(NothingChosenError):
        house.do(
            actions.release_to_panel, house.starter, assessment_id=made.pk, evidence_ids=[], last_day=LAST
        )


def test_given_for_a_while(house):
    with pytest.raises(BadPeriodError):
        released(house, house.judging(), last_day=AT.date() + timedelta(days=90))


def test_only_the_starter_gives(house):
    made = house.judging()
    new = piece(house)
    with pytest.raises(NotVisibleError):
        house.do(
            actions.release_to_panel,
            house.coach,
            assessment_id=made.pk,
            evidence_ids=[new.pk],
            last_day=LAST,
        )


def test_gate_opens_both_snapshots_to_the_panel(house):
    made = house.judging()
    released(house, made)
    with house.world.here(), fixed(at=AT):
        assert visible(house.actor(house.near), Permission.ASSESS, Submission).count() == 2


def test_starter_sees_what_the_panel_has(house):
    row = released(house, house.judging())
    (found,) = house.query(given.own_given, house.starter, AT.date())
    assert (found.id, found.titles, found.last_day, found.holds) == (
        row.pk,
        ("Letters of pupils",),
        LAST,
        True,
    )


def test_page_of_the_panel_tells_what_came_later(house):
    made = house.judging()
    released(house, made)
    house.do(actions.take_back, house.starter, release_id=released(house, made, piece(house, "Gone")).pk)
    page = house.query(pages.assessor_page, house.near, made.pk, AT.date())
    assert [each.titles for each in page.given] == [("Letters of pupils",)]


def test_person_and_panel_get_the_same_piece_apart(house):
    made = house.judging()
    new = piece(house)
    released(house, made, new)
    with house.world.here():
        role = house.coach.roles.get()
    house.do(
        dossier.release,
        house.starter,
        evidence_ids=[new.pk],
        role_id=role.pk,
        purpose=ReleasePurpose.COACHING,
        last_day=LAST,
    )
    assert house.do(actions.take_all_back, house.starter) == 2
