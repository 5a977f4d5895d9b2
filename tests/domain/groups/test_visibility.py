"""Staff see all, a school its own group once published, a board its schools, a stranger nothing."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.groups import actions, queries
from startlijn.domain.groups.terms import RoundKind, Season
from tests.conftest import AT

STRANGERS = ["outside school", "other region", "administrator", "other partnership"]


@pytest.fixture
def ready(desk):
    """A round with a proposal of four schools."""
    desk.four()
    desk.proposal = desk.propose()
    return desk


def stranger(desk, which: str, another_world):
    """Somebody whom the round does not concern."""
    if which == "outside school":
        return desk.educator(desk.school("Outside"))
    if which == "other region":
        with desk.world.here():
            venlo = desk.world.sub_region.__class__.objects.create(
                partnership=desk.world.partnership, name="Venlo"
            )
        return desk.world.actor("project_worker", "sub_region", venlo.pk)
    if which == "administrator":
        return desk.world.actor("administrator")
    return another_world.actor("coordinator")


def reads(desk, group_id):
    """Every read of one round, proposal or group."""
    north, south = desk.schools[:2]
    return [
        lambda actor: queries.round_page(actor, desk.round.pk),
        lambda actor: queries.schools_to_add(actor, desk.round.pk),
        lambda actor: queries.published_groups(actor, desk.round.pk),
        lambda actor: queries.proposal_view(actor, desk.proposal.pk),
        lambda actor: queries.move_costs(actor, desk.proposal.pk, north.pk),
        lambda actor: queries.what_if(actor, desk.proposal.pk, north.pk, south.pk),
        lambda actor: queries.compare(actor, desk.proposal.pk, desk.proposal.pk),
        lambda actor: queries.group_page(actor, group_id),
    ]


def verbs(desk, group_id):
    """Every verb on one round, proposal or group."""
    school = desk.schools[0].pk
    start = {"at": AT}
    on_round, on_proposal = {**start, "round_id": desk.round.pk}, {**start, "proposal_id": desk.proposal.pk}
    return [
        (actions.open_round, on_round),
        (actions.end_sign_up, on_round),
        (actions.close_round, on_round),
        (actions.undo_publication, {**on_round, "reason": "x"}),
        (actions.request_proposal, on_round),
        (actions.enter_groups, {**on_round, "groups": []}),
        (actions.add_rule, {**on_round, "kind": "same_sector"}),
        (actions.forbid_pair, {**on_round, "school_id": school, "other_id": desk.schools[1].pk}),
        (actions.cancel_proposal, on_proposal),
        (actions.accept_way_out, on_proposal),
        (actions.publish, on_proposal),
        (actions.pin_schools, {**on_proposal, "school_ids": [school]}),
        (actions.unpin_schools, {**on_proposal, "school_ids": [school]}),
        (actions.move_school, {**on_proposal, "school_id": school, "group": 2}),
        (
            actions.assign_facilitator,
            {**start, "group_id": group_id, "person_id": None, "expected_version": 1},
        ),
    ]


@pytest.mark.parametrize("which", STRANGERS)
def test_stranger_finds_nothing(ready, which: str, another_world) -> None:
    ready.publish(ready.proposal)
    with ready.world.here():
        group_id = queries.published_groups(ready.worker, ready.round.pk)[0].id
    actor = stranger(ready, which, another_world)
    place = another_world if which == "other partnership" else ready.world
    with place.here():
        for read in reads(ready, group_id):
            with pytest.raises(NotVisibleError):
                read(actor)
        for verb, given in verbs(ready, group_id):
            with pytest.raises(NotVisibleError):
                verb(by=actor, **given)
        with pytest.raises(NotVisibleError):
            queries.school_round_page(actor, ready.round.pk)
        assert (queries.rounds_for(actor), queries.own_groups(actor), queries.board_groups(actor)) == (
            (),
            (),
            (),
        )


def test_school_in_the_round_sees_no_desk(ready) -> None:
    actor = ready.educator(ready.schools[0])
    with ready.world.here():
        for read in reads(ready, uuid4()):
            with pytest.raises(NotVisibleError):
                read(actor)
        for verb, given in verbs(ready, uuid4()):
            with pytest.raises(NotVisibleError):
                verb(by=actor, **given)


def test_school_sees_its_own_group_only_after_publication(ready) -> None:
    actor = ready.educator(ready.schools[0])
    with ready.world.here():
        assert queries.own_groups(actor) == ()
    ready.publish(ready.proposal)
    with ready.world.here():
        (group,) = queries.own_groups(actor)
        assert queries.group_page(actor, group.id) == group
        other = next(
            found for found in queries.published_groups(ready.worker, ready.round.pk) if found.id != group.id
        )
        with pytest.raises(NotVisibleError):
            queries.group_page(actor, other.id)
    assert [(member.school, member.is_own) for member in group.members] == [
        ("Noord 1", True),
        ("Noord 2", False),
    ]
    assert group.members[0].near[0].because == "less travel for all together"
    assert group.members[1].near == ()
    assert group.members[1].contact_email == "sanne@example.org"


def test_school_no_longer_sees_a_group_that_was_taken_back(ready) -> None:
    actor = ready.educator(ready.schools[0])
    ready.publish(ready.proposal)
    with ready.world.here():
        actions.undo_publication(by=ready.worker, at=AT, round_id=ready.round.pk, reason="Wrong")
        assert queries.own_groups(actor) == ()


def test_starter_sees_the_group_without_contacts(ready) -> None:
    ready.publish(ready.proposal)
    starter = ready.world.actor("starter", "school", ready.schools[0].pk)
    with ready.world.here():
        (group,) = queries.own_groups(starter)
    assert {member.contact_email for member in group.members} == {""}


def test_board_sees_the_groups_of_its_schools_without_contacts(ready) -> None:
    ready.publish(ready.proposal)
    executive = ready.world.actor("board_executive", "board", ready.schools[0].board_id)
    with ready.world.here():
        (group,) = queries.board_groups(executive)
        assert queries.own_groups(executive) == ()
    assert [member.school for member in group.members] == ["Noord 1", "Noord 2"]
    assert {member.contact_email for member in group.members} == {""}


def test_school_sees_an_open_round_and_only_its_own_sign_up(ready) -> None:
    actor = ready.educator(ready.schools[0])
    with ready.world.here():
        (line,) = queries.rounds_for(actor)
        page = queries.school_round_page(actor, ready.round.pk)
    assert (line.managed, line.sign_ups, line.groups) == (False, None, None)
    assert [(school.name, school.sign_up.school) for school in page.schools] == [("Noord 1", "Noord 1")]


def test_school_sees_an_open_round_to_join(desk) -> None:
    actor = desk.educator(desk.school("New"))
    with desk.world.here():
        assert [line.facts.name for line in queries.rounds_for(actor)] == ["Audit groups"]
        page = queries.school_round_page(actor, desk.round.pk)
        assert [(school.name, school.sign_up) for school in page.schools] == [("New", None)]
        actions.end_sign_up(by=desk.worker, at=AT, round_id=desk.round.pk)
        assert queries.rounds_for(actor) == ()


def test_school_sees_no_round_in_preparation(desk) -> None:
    school = desk.school("New")
    with desk.world.here():
        actions.end_sign_up(by=desk.worker, at=AT, round_id=desk.round.pk)
        made = actions.create_round(
            by=desk.worker, at=AT, name="Soon", kind=RoundKind.PLG, school_year=2026, season=Season.AUTUMN
        )
        assert queries.rounds_for(desk.educator(school)) == ()
        assert [line.facts.name for line in queries.rounds_for(desk.worker)].count("Soon") == 1
        with pytest.raises(NotVisibleError):
            queries.school_round_page(desk.educator(school), made.pk)


def test_school_that_staff_entered_waits_until_the_round_opens(desk) -> None:
    school = desk.school("Entered")
    with desk.world.here():
        desk.round = actions.create_round(
            by=desk.worker, at=AT, name="Soon", kind=RoundKind.AUDIT, school_year=2027, season=Season.AUTUMN
        )
        desk.sign_up(school)
        educator = desk.educator(school)
        assert "Soon" not in [line.facts.name for line in queries.rounds_for(educator)]
        actions.open_round(by=desk.worker, at=AT, round_id=desk.round.pk)
        assert "Soon" in [line.facts.name for line in queries.rounds_for(educator)]


def test_round_for_all_does_not_exist_for_who_signs_up_nobody(desk) -> None:
    with desk.world.here():
        made = actions.create_round(
            by=desk.worker, at=AT, name="All", kind=RoundKind.PLG, school_year=2026, season=Season.AUTUMN
        )
        actions.open_round(by=desk.worker, at=AT, round_id=made.pk)
        for actor in (
            desk.world.actor("administrator"),
            desk.world.actor("starter", "school", desk.world.school.pk),
            desk.world.actor("board_executive", "board", desk.world.board.pk),
        ):
            assert queries.rounds_for(actor) == ()


def test_sign_up_is_seen_by_its_school_and_by_staff(ready, another_world) -> None:
    with ready.world.here():
        row = queries.round_page(ready.worker, ready.round.pk).placed[0]
        for actor in (ready.worker, ready.educator(ready.schools[0])):
            assert queries.sign_up_page(actor, row.id)[1] == row
        for which in STRANGERS[:3]:
            with pytest.raises(NotVisibleError):
                queries.sign_up_page(stranger(ready, which, another_world), row.id)


# --- The same number of queries, however many rows ------------------------------------------------------


def counted(read) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        read()
    return len(seen)


def test_list_of_rounds_takes_as_many_queries_for_three_as_for_one(desk) -> None:
    with desk.world.here():
        one = counted(lambda: queries.rounds_for(desk.worker))
        for name in ("Second", "Third"):
            actions.create_round(
                by=desk.worker, at=AT, name=name, kind=RoundKind.PLG, school_year=2026, season=Season.AUTUMN
            )
        assert counted(lambda: queries.rounds_for(desk.worker)) == one
        assert len(queries.rounds_for(desk.worker)) == 3


def test_round_page_takes_as_many_queries_for_five_schools_as_for_two(desk) -> None:
    for name in ("One", "Two"):
        desk.sign_up(desk.school(name))
    with desk.world.here():
        two = counted(lambda: queries.round_page(desk.worker, desk.round.pk))
    for name in ("Three", "Four", "Five"):
        desk.sign_up(desk.school(name))
    with desk.world.here():
        assert counted(lambda: queries.round_page(desk.worker, desk.round.pk)) == two


def test_proposal_and_groups_take_as_many_queries_for_three_groups_as_for_one(desk) -> None:
    def look() -> list[int]:
        proposal = desk.propose()
        desk.publish(proposal)
        educator = desk.educator(desk.schools[0])
        executive = desk.world.actor("board_executive", "board", desk.schools[0].board_id)
        with desk.world.here():
            counts = [
                counted(lambda: queries.proposal_view(desk.worker, proposal.pk)),
                counted(lambda: queries.published_groups(desk.worker, desk.round.pk)),
                counted(lambda: queries.own_groups(educator)),
                counted(lambda: queries.board_groups(executive)),
            ]
            actions.undo_publication(by=desk.worker, at=AT, round_id=desk.round.pk, reason="Again")
        return counts

    for number in range(2):
        desk.sign_up(desk.school(f"School {number}"))
    one_group = look()
    for number in range(2, 6):
        desk.sign_up(desk.school(f"School {number}"))
    assert look() == one_group
