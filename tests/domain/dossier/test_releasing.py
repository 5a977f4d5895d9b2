"""Nobody reads a piece without a release that holds; every reading is written down first."""

from datetime import timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.people.models import RoleAssignment
from startlijn.base.post.models import Mail
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Release
from startlijn.domain.dossier.queries import own, shared
from startlijn.domain.dossier.queries.receivers import receivers
from startlijn.domain.dossier.terms import (
    BadPeriodError,
    NothingChosenError,
    ReleasePurpose,
    TooManyChosenError,
)
from tests.domain.dossier.conftest import TODAY


def read(folder, row, who=None, on=TODAY):
    return folder.do(actions.read_item, by=who or folder.coach, on=on, evidence_id=row.pk)


def test_who_was_given_a_piece_reads_exactly_that_one(folder):
    given, kept = folder.add("Gegeven"), folder.add("Gehouden")
    folder.give(given)
    with folder.day():
        titles = [item.title for item in shared.shared_with(folder.actor(folder.coach))]
    assert titles == ["Gegeven"]
    assert read(folder, given).facts.text == "Het ging rustig."
    with pytest.raises(NotVisibleError):
        read(folder, kept)


def test_each_reading_is_written_down_with_the_purpose(folder):
    row = folder.add()
    folder.give(row, purpose=ReleasePurpose.FEEDBACK)
    read(folder, row)
    read(folder, row)
    lines = JournalLine.objects.filter(action="data.read")
    told = [(line.about, line.actor_id, line.details["why"], line.object_id) for line in lines]
    assert told == [(folder.starter.pk, str(folder.coach.pk), "feedback", str(row.pk))] * 2


def test_reading_the_file_is_written_down_too(folder):
    row = folder.add_file()
    folder.give(row)
    found = folder.do(actions.read_file, by=folder.coach, evidence_id=row.pk)
    assert found.facts.name == "les.pdf"
    assert JournalLine.objects.filter(action="data.read").count() == 1


def test_a_release_ends_by_its_date(folder):
    row = folder.add()
    folder.give(row, days=2)
    assert read(folder, row, on=TODAY + timedelta(days=2)).facts.title == row.title
    with pytest.raises(NotVisibleError):
        read(folder, row, on=TODAY + timedelta(days=3))


def test_a_release_ends_when_it_is_taken_back(folder):
    row = folder.add()
    (made,) = folder.give(row)
    folder.do(actions.revoke, release_id=made.pk)
    folder.do(actions.revoke, release_id=made.pk)
    with pytest.raises(NotVisibleError):
        read(folder, row)


def test_a_release_ends_with_the_role_even_when_there_is_another_role(folder):
    row = folder.add()
    folder.give(row)
    with folder.world.here():
        RoleAssignment.objects.filter(person=folder.coach).update(finished_on=TODAY)
        RoleAssignment.objects.create(
            partnership=folder.world.partnership,
            person=folder.coach,
            role="school_leader",
            school=folder.world.school,
            started_on=TODAY - timedelta(days=9),
        )
    with pytest.raises(NotVisibleError):
        read(folder, row)
    with folder.day():
        assert shared.shared_with(folder.actor(folder.coach)) == []


def test_taking_everything_back_is_one_deed(folder):
    rows = [folder.add("Een"), folder.add("Twee")]
    folder.give(*rows)
    folder.give(rows[0], to=folder.leader)
    assert folder.do(actions.revoke_all) == 3
    with folder.day():
        assert shared.shared_with(folder.actor(folder.leader)) == []


@pytest.mark.parametrize("days", [-1, 90])
def test_a_release_lasts_ninety_days_at_most(folder, days):
    with pytest.raises(BadPeriodError):
        folder.give(folder.add(), days=days)


def test_giving_again_changes_the_day_and_makes_no_second(folder):
    row = folder.add()
    folder.give(row, days=5)
    folder.give(row, days=80, purpose=ReleasePurpose.TALK)
    with folder.world.here():
        (made,) = Release.objects.all()
    assert (made.finished_on, made.purpose) == (TODAY + timedelta(days=81), "talk")


def test_giving_again_after_the_end_is_a_new_release(folder):
    row = folder.add()
    folder.give(row, days=1)
    folder.give(row, on=TODAY + timedelta(days=10))
    with folder.world.here():
        assert Release.objects.count() == 2
    assert read(folder, row, on=TODAY + timedelta(days=12)).facts.title == row.title


def test_only_people_near_can_be_given_something(folder):
    with folder.day():
        known = {receiver.name for receiver in receivers(folder.actor(folder.starter))}
    assert known == {str(folder.coach), str(folder.leader)}
    with pytest.raises(NotVisibleError):
        folder.give(folder.add(), to=folder.stranger)


def test_hr_and_who_runs_the_partnership_are_given_nothing(folder):
    hr = folder.world.person("hr_advisor", "board", folder.world.board.pk)
    runs = folder.world.person("coordinator")
    for somebody in (hr, runs):
        with pytest.raises(NotVisibleError):
            folder.give(folder.add(), to=somebody)


def test_nobody_gives_what_is_of_somebody_else(folder):
    row = folder.add()
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    with pytest.raises(NotVisibleError):
        folder.do(
            actions.release,
            by=other,
            evidence_ids=[row.pk],
            role_id=folder.role(folder.coach).pk,
            purpose=ReleasePurpose.TALK,
            last_day=TODAY,
        )


def test_something_and_not_too_much_is_chosen(folder, monkeypatch):
    with pytest.raises(NothingChosenError):
        folder.give()
    monkeypatch.setattr("startlijn.domain.dossier.actions.releasing.MOST_RELEASED_AT_ONCE", 1)
    with pytest.raises(TooManyChosenError):
        folder.give(folder.add(), folder.add())


def test_the_receiver_gets_one_mail_without_the_name_of_the_giver(folder):
    folder.give(folder.add("Een"), folder.add("Twee"))
    with folder.world.here():
        (mail,) = Mail.objects.all()
    assert (mail.to, mail.template) == (folder.coach.account.email, "dossier_shared")
    assert mail.context == {"first_name": "Karim", "link": "/dossier/shared/"}


def test_the_owner_sees_to_whom_what_was_given(folder):
    row = folder.add()
    (made,) = folder.give(row)
    folder.give(row, to=folder.leader)
    folder.do(actions.revoke, release_id=made.pk)
    with folder.day():
        told = own.own_releases(folder.actor(folder.starter), row.pk)
        running = own.own_item(folder.actor(folder.starter), row.pk).releases
    assert [(each.receiver, each.holds, each.revoked) for each in told] == [
        (str(folder.leader), True, False),
        (str(folder.coach), False, True),
    ]
    assert running == 1
