"""Groups of starters: asked for, proposed, changed by hand, published."""

import pytest

from startlijn.base.access.terms import NotVisibleError, Place, Role
from startlijn.base.people.actions import give_role
from startlijn.base.post.models import Mail
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.models import CompositionPlace, IntervisionGroup, IntervisionWish
from startlijn.domain.intervision.queries import composing, own
from startlijn.domain.intervision.terms import (
    BadGroupSizesError,
    CompositionState,
    HierarchyError,
    NoStarterError,
    NotADraftError,
    PupilAge,
    Theme,
    ThemeWay,
    TooFewStartersError,
    TooSmallGroupError,
    Where,
)
from tests.conftest import AT, START
from tests.domain.intervision.conftest import Ring, compute

pytestmark = pytest.mark.django_db
HALF = {"smallest": 3, "largest": 4, "wanted": 3}


def six(ring: Ring):
    """Six starters at one school, three with each theme."""
    return [
        ring.starter(name, theme=theme)
        for name, theme in zip("ABCDEF", [Theme.CLIMATE, Theme.PARENTS] * 3, strict=True)
    ]


def themes(page):
    return sorted(tuple(sorted(place.theme for place in group.places)) for group in page.groups)


def test_themes_that_are_alike_come_together(ring):
    six(ring)
    page = ring.proposal(ring.compose(**HALF))
    assert (page.state, themes(page)) == (CompositionState.DRAFT, [("climate",) * 3, ("parents",) * 3])


def test_themes_are_mixed_where_that_is_wished(ring):
    six(ring)
    page = ring.proposal(ring.compose(ThemeWay.MIXED, **HALF))
    assert sorted(len(set(group)) for group in themes(page)) == [2, 2]


def test_nobody_is_told_of_a_proposal(ring):
    people = six(ring)
    ring.compose(**HALF)
    with ring.world.here():
        assert Mail.objects.count() == 0
    assert ring.ask(own.own_groups, by=ring.actor(people[0])) == ()


def test_near_people_come_together(ring):
    far = ring.world.add_school("De Verte", latitude=51.3, longitude=5.9)
    for number, school in enumerate([ring.world.school, far] * 3):
        ring.starter(f"P{number}", school)
    page = ring.proposal(ring.compose(ThemeWay.ANY, **HALF))
    assert sorted(len({place.school for place in group.places}) for group in page.groups) == [1, 1]


def test_leader_and_own_staff_are_kept_apart(ring):
    people = six(ring)
    with ring.world.here():
        give_role(
            by=ring.world.operator,
            at=AT,
            person_id=people[0].pk,
            role=Role.TEAM_LEADER,
            place=Place.SCHOOL,
            place_id=ring.world.school.pk,
            started_on=START,
        )
    page = ring.proposal(ring.compose(**HALF))
    # One leads all others: no division is possible, and the page says so.
    assert (page.state, page.groups) == (CompositionState.FAILED, ())


def test_moving_by_hand_refuses_a_leader_beside_own_staff(ring):
    board = ring.world.add_board("Other")
    other = ring.world.add_school("De Verte", board=board, latitude=51.3, longitude=5.9)
    for number, school in enumerate([ring.world.school] * 3 + [other] * 3):
        ring.starter(f"P{number}", school)
    made = ring.compose(ThemeWay.ANY, **HALF)
    groups = {group.places[0].school: group for group in ring.proposal(made).groups}
    mover, target = groups["De Verte"].places[0], groups["De Regenboog"]
    with ring.world.here():
        person = CompositionPlace.objects.get(pk=mover.id).wish.person_id
        give_role(
            by=ring.world.operator,
            at=AT,
            person_id=person,
            role=Role.SCHOOL_LEADER,
            place=Place.SCHOOL,
            place_id=ring.world.school.pk,
            started_on=START,
        )
    with pytest.raises(HierarchyError):
        ring.do(actions.move_starter, place_id=mover.id, group=target.number)


def test_moved_starter_stands_in_the_other_group(ring):
    six(ring)
    made = ring.compose(**HALF)
    first, second = ring.proposal(made).groups
    ring.do(actions.move_starter, place_id=first.places[0].id, group=second.number)
    assert sorted(len(group.places) for group in ring.proposal(made).groups) == [2, 4]
    assert ring.proposal(made).outcome == "edited"


def test_group_too_small_is_not_published(ring):
    six(ring)
    made = ring.compose(**HALF)
    first, second = ring.proposal(made).groups
    ring.do(actions.move_starter, place_id=first.places[0].id, group=second.number)
    with pytest.raises(TooSmallGroupError):
        publish(ring, made)


def publish(ring, made):
    version = ring.proposal(made).version
    return ring.do(actions.publish_composition, composition_id=made.pk, expected_version=version)


def test_published_groups_are_told_by_mail(ring):
    people = six(ring)
    made = ring.compose(**HALF)
    groups = publish(ring, made)
    assert sorted(group.name for group in groups) == ["Starters 1", "Starters 2"]
    with ring.world.here():
        assert Mail.objects.filter(template="intervision_group").count() == 6
    assert len(ring.ask(own.own_groups, by=ring.actor(people[0]))) == 1


def test_published_is_published_once(ring):
    six(ring)
    made = ring.compose(**HALF)
    publish(ring, made)
    with pytest.raises(NotADraftError):
        publish(ring, made)
    with ring.world.here():
        assert IntervisionGroup.objects.count() == 2


def test_placed_starter_does_not_wait_any_more(ring):
    six(ring)
    publish(ring, ring.compose(**HALF))
    assert ring.ask(composing.waiting_count) == 0
    with pytest.raises(TooFewStartersError):
        ring.compose(**HALF)


def test_too_few_starters_are_told_so(ring):
    ring.starter("Ann")
    with pytest.raises(TooFewStartersError):
        ring.compose()


@pytest.mark.parametrize("sizes", [(2, 8, 6), (5, 13, 6), (6, 5, 6), (5, 8, 9)])
def test_sizes_that_make_no_sense_are_refused(ring, sizes):
    smallest, largest, wanted = sizes
    with pytest.raises(BadGroupSizesError):
        ring.compose(smallest=smallest, largest=largest, wanted=wanted)


def test_only_starters_ask(ring):
    coach = ring.world.actor("coach", "school", ring.world.school.pk)
    with pytest.raises(NoStarterError):
        ring.do(actions.ask_for_group, coach, theme=Theme.OTHER, pupil_age=PupilAge.MIXED)


def test_asking_again_changes_the_wish(ring):
    person = ring.starter("Ann")
    mine = ring.actor(person)
    ring.do(actions.ask_for_group, mine, theme=Theme.PARENTS, pupil_age=PupilAge.FOUR)
    wish = ring.ask(own.own_wish, by=mine)
    assert wish is not None
    assert (wish.theme, wish.pupil_age, wish.placed) == (Theme.PARENTS, PupilAge.FOUR, False)


def test_wish_taken_back_leaves_proposals(ring):
    people = six(ring)
    made = ring.compose(**HALF)
    ring.do(actions.withdraw_wish, ring.actor(people[0]))
    assert sum(len(group.places) for group in ring.proposal(made).groups) == 5
    with ring.world.here():
        assert IntervisionWish.objects.count() == 5


def test_educator_sees_the_wishes_of_the_own_school_alone(ring):
    six(ring)
    other = ring.world.add_school("De Verte")
    educator = ring.world.actor("school_educator", "school", other.pk)
    assert ring.ask(composing.waiting_count, by=educator) == 0
    with pytest.raises(NotVisibleError):
        ring.ask(composing.waiting_wishes, Where(), by=educator)


def test_stranger_sees_no_proposal(ring, another_world):
    six(ring)
    made = ring.compose(**HALF)
    for stranger in (
        another_world.actor("coordinator"),
        ring.world.actor("coach", "school", ring.world.school.pk),
    ):
        with pytest.raises(NotVisibleError):
            ring.ask(composing.composition_page, made.pk, by=stranger)


def test_proposal_is_made_again_and_thrown_away(ring):
    six(ring)
    made = ring.compose(**HALF)
    ring.do(actions.compose_again, composition_id=made.pk)
    with pytest.raises(NotADraftError):
        ring.do(actions.remove_composition, composition_id=made.pk)
    compute()
    ring.do(actions.remove_composition, composition_id=made.pk)
    assert ring.ask(composing.compositions) == ()


def test_who_arranges_the_whole_forms_groups_of_a_school_again(ring):
    six(ring)
    made = ring.compose(where=Where(ring.world.school.pk), **HALF)
    coordinator = ring.world.actor("coordinator")
    again = ring.do(actions.compose_again, coordinator, composition_id=made.pk)
    assert again.state == CompositionState.COMPUTING
