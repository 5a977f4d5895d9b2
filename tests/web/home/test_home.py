"""The first page: what waits, and what stands on the line."""

from datetime import timedelta

import pytest

from startlijn.base.people.queries import actor_of_person
from startlijn.web.home.plate import plate
from tests.conftest import AT
from tests.domain.groups.conftest import Desk


@pytest.fixture
def desk(world):
    """A partnership with a project worker and an open round."""
    return Desk(world)


def seen_by(desk, person, day):
    """The first page of a person on a day."""
    with desk.world.here():
        actor = actor_of_person(person.pk, partnership_id=desk.world.partnership.pk, at=AT)
        return plate(actor, day)


def test_groups_published_today_are_done_and_not_what_comes_next(desk):
    north, *_rest = desk.four()
    desk.publish(desk.propose())
    person = desk.world.person("team_leader", "school", north.pk)
    found = seen_by(desk, person, AT.date())
    assert [(moment.on, moment.state) for moment in found.line.moments] == [(AT.date(), "done")]


def test_last_day_to_sign_up_is_what_comes_next_until_it_is_past(desk):
    from startlijn.domain.groups.models import Round

    last = AT.date() + timedelta(days=7)
    with desk.world.here():
        Round.objects.filter(pk=desk.round.pk).update(sign_up_ends_on=last)
    person = desk.world.person("project_worker")
    states = [seen_by(desk, person, day).line.moments[0].state for day in (last, last + timedelta(days=1))]
    assert states == ["next", "done"]


def test_open_round_waits_for_who_may_sign_up_and_not_for_a_board(desk):
    north, *_rest = desk.four()
    educator = desk.world.person("school_educator", "school", north.pk)
    board = desk.world.person("board_executive", "board", north.board_id)
    waiting = [[item.action for item in seen_by(desk, who, AT.date()).waiting] for who in (educator, board)]
    assert waiting == [["Look or sign up"], []]


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/", "Today"),
        ("/boards/", "Schools"),
        ("/sub-regions/", "Schools"),
        ("/register/", "Schools"),
        ("/groups/new/", "Rounds"),
        ("/groups/own/", "Groups"),
    ],
)
def test_navigation_marks_where_a_page_belongs(desk, address, label):
    page = desk.world.browser(desk.world.person("project_worker")).get(address)
    assert [item.label for item in page.context["navigation"] if item.current] == [label]


def test_page_of_one_group_belongs_under_groups(desk):
    from startlijn.domain.groups.models import Group

    north, *_rest = desk.four()
    desk.publish(desk.propose())
    with desk.world.here():
        group = Group.objects.filter(members__school=north).get()
    person = desk.world.person("school_educator", "school", north.pk)
    page = desk.world.browser(person).get(f"/groups/group/{group.pk}/")
    assert [item.label for item in page.context["navigation"] if item.current] == ["Groups"]


@pytest.mark.parametrize(
    ("role", "address", "label"),
    [
        ("starter", "/assessments/", "My dossier"),
        ("starter", "/dossier/feedback/", "My dossier"),
        ("coach", "/dossier/feedback/", "Shared with me"),
        ("assessor", "/assessments/judge/", "To assess"),
    ],
)
def test_page_without_a_link_of_its_own_belongs_under_another(desk, role, address, label):
    north, *_rest = desk.four()
    page = desk.world.browser(desk.world.person(role, "school", north.pk)).get(address)
    assert [item.label for item in page.context["navigation"] if item.current] == [label]
