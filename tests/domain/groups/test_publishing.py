"""Publishing: told only then, all or nothing, undone with a reason."""

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.models import Mail
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.groups import actions, queries
from startlijn.domain.groups.actions import publishing
from startlijn.domain.groups.models import Group, GroupMember, Publication, Round
from startlijn.domain.groups.terms import (
    NotAFacilitatorError,
    ProposalNotReadyError,
    ProposalOutdatedError,
    ReasonMissingError,
    RoundStage,
    RuleKind,
    RulesBrokenError,
    WrongStageError,
)
from tests.conftest import AT
from tests.domain.groups.test_editing import enter


def published(desk):
    desk.four()
    return desk.publish(desk.propose())


def undo(desk, reason: str = "A school was forgotten"):
    with desk.world.here():
        return actions.undo_publication(by=desk.worker, at=AT, round_id=desk.round.pk, reason=reason)


def groups(desk):
    with desk.world.here():
        return queries.published_groups(desk.worker, desk.round.pk)


def mails(desk, template: str) -> list[str]:
    with desk.world.here():
        return sorted(Mail.objects.filter(template=template).values_list("to", flat=True))


def stage(desk) -> str:
    with desk.world.here():
        return Round.objects.get(pk=desk.round.pk).stage


def test_published_groups_are_those_of_the_proposal(desk) -> None:
    published(desk)
    names = [[member.school for member in group.members] for group in groups(desk)]
    assert sorted(names) == [["Noord 1", "Noord 2"], ["Zuid 1", "Zuid 2"]]
    first = next(group for group in groups(desk) if group.host == "Noord 1")
    assert [(member.journey, member.is_host) for member in first.members] == [(0.0, True), (12.0, False)]
    assert first.longest == 12.0
    assert stage(desk) == RoundStage.PUBLISHED


def test_contacts_are_told_by_mail_and_only_now(desk) -> None:
    desk.four()
    proposal = desk.propose()
    assert mails(desk, "groups_published") == []
    desk.publish(proposal)
    assert mails(desk, "groups_published") == ["sanne@example.org"] * 4
    with desk.world.here():
        context = Mail.objects.filter(template="groups_published")[0].context
    assert context == {"first_name": "Sanne", "link": f"/groups/{desk.round.pk}/"}


def test_mail_is_written_without_names_in_the_subject(desk) -> None:
    from startlijn.base.post.queries import mail_text

    for template in ("groups_published", "groups_withdrawn"):
        subject, text = mail_text(template, "en", {"first_name": "Sanne", "link": "/groups/1/"})
        assert "Sanne" not in subject
        assert "Dear Sanne," in text
        assert "/groups/1/" in text


def test_outdated_proposal_cannot_be_published(desk) -> None:
    desk.four()
    proposal = desk.propose()
    desk.sign_up(desk.school("Newcomer"))
    with pytest.raises(ProposalOutdatedError):
        desk.publish(proposal)


def test_proposal_without_groups_cannot_be_published(desk) -> None:
    desk.four()
    with desk.world.here():
        proposal = actions.request_proposal(by=desk.worker, at=AT, round_id=desk.round.pk)
    with pytest.raises(ProposalNotReadyError):
        desk.publish(proposal)


def test_broken_rule_is_published_only_on_purpose(desk) -> None:
    north, south, north2, south2 = desk.four()
    draft = enter(desk, [[north, south, north2], [south2]])
    with pytest.raises(RulesBrokenError):
        desk.publish(draft)
    desk.publish(draft, accept_broken=True)
    line = JournalLine.objects.get(action="round.publish")
    assert line.details == {"schools": 4, "accept_broken": True}


def test_rule_added_after_the_proposal_counts(desk) -> None:
    north, _south, north2, _south2 = desk.four()
    proposal = desk.propose()
    with desk.world.here():
        actions.forbid_pair(
            by=desk.worker, at=AT, round_id=desk.round.pk, school_id=north.pk, other_id=north2.pk
        )
    with pytest.raises(RulesBrokenError):
        desk.publish(proposal)


def test_broken_wish_is_no_reason_to_refuse(desk) -> None:
    desk.four()
    other = desk.world.add_school("Other sector", board=desk.world.add_board("X"), sector="vo")
    with desk.world.here():
        actions.add_rule(by=desk.worker, at=AT, round_id=desk.round.pk, kind=RuleKind.WISH_SECTOR, minutes=1)
        row = Round.objects.get(pk=desk.round.pk)
        row.largest = 3
        row.save()
    desk.sign_up(other)
    desk.publish(desk.propose())
    assert len(groups(desk)) == 2


def test_round_is_published_once(desk) -> None:
    desk.four()
    proposal = desk.propose()
    desk.publish(proposal)
    with pytest.raises(WrongStageError):
        desk.publish(proposal)


def test_publishing_is_all_or_nothing(desk, monkeypatch) -> None:
    desk.four()
    proposal = desk.propose()
    send, sent = publishing.send_mail, []

    def failing(**given):
        sent.append(given)
        if len(sent) == 3:
            raise RuntimeError("the third mail fails")
        return send(**given)

    monkeypatch.setattr(publishing, "send_mail", failing)
    with pytest.raises(RuntimeError):
        desk.publish(proposal)
    with desk.world.here():
        assert (Publication.objects.count(), Group.objects.count(), GroupMember.objects.count()) == (0, 0, 0)
    assert (stage(desk), mails(desk, "groups_published")) == (RoundStage.OPEN, [])


def test_undo_takes_the_groups_away_and_keeps_the_reason(desk) -> None:
    published(desk)
    undone = undo(desk)
    assert (undone.reason, undone.undone_at, undone.undone_by_id) == (
        "A school was forgotten",
        AT,
        desk.worker.person_id,
    )
    assert groups(desk) == ()
    assert (stage(desk), mails(desk, "groups_withdrawn")) == (RoundStage.PROPOSING, ["sanne@example.org"] * 4)


@pytest.mark.parametrize("reason", ["", "   "])
def test_undo_needs_a_reason(desk, reason: str) -> None:
    published(desk)
    with pytest.raises(ReasonMissingError):
        undo(desk, reason)
    assert len(groups(desk)) == 2


def test_undone_round_is_published_again(desk) -> None:
    first = published(desk)
    undo(desk)
    with desk.world.here():
        proposal = first.proposal
    again = desk.publish(proposal)
    assert again.pk != first.pk
    assert len(groups(desk)) == 2


def test_undo_of_what_was_not_published_is_refused(desk) -> None:
    with pytest.raises(WrongStageError):
        undo(desk)


def test_undone_groups_are_not_remembered_as_last_time(desk) -> None:
    from startlijn.domain.groups.queries.forming import last_groups

    published(desk)
    with desk.world.here():
        later = Round(kind=desk.round.kind, created_at=AT.replace(year=2027), school_year=2027)
        assert len(last_groups(later)) == 2
        assert last_groups(desk.round) == ()
    undo(desk)
    with desk.world.here():
        assert last_groups(later) == ()


def assign(desk, group, person_id, version: int = 1):
    with desk.world.here():
        return actions.assign_facilitator(
            by=desk.worker, at=AT, group_id=group.id, person_id=person_id, expected_version=version
        )


def test_facilitator_is_somebody_of_the_project_team(desk) -> None:
    published(desk)
    group = groups(desk)[0]
    assign(desk, group, desk.worker.person_id)
    assert groups(desk)[0].facilitator == desk.worker.name
    outsider = desk.world.person("school_educator", "school", desk.schools[0].pk)
    with pytest.raises(NotAFacilitatorError):
        assign(desk, group, outsider.pk, version=2)
    with pytest.raises(VersionConflictError):
        assign(desk, group, None, version=1)
    assign(desk, group, None, version=2)
    assert groups(desk)[0].facilitator == ""


def test_facilitators_are_listed_by_name(desk) -> None:
    coordinator = desk.world.person("coordinator", name="Anna")
    desk.world.person("school_educator", "school", desk.world.school.pk)
    with desk.world.here():
        people = queries.facilitators(desk.worker)
        with pytest.raises(NotVisibleError):
            queries.facilitators(desk.world.actor("school_leader", "school", desk.world.school.pk))
    assert [person.name for person in people] == [str(coordinator), desk.worker.name]
