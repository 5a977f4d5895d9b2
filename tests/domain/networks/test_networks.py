"""Learning networks: who starts, sees, joins, leaves and ends them; and what boards share."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.post.models import Mail
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.meetings.actions import add_meeting
from startlijn.domain.meetings.queries.own import own_meetings
from startlijn.domain.meetings.terms import ClashError
from startlijn.domain.networks import actions
from startlijn.domain.networks.models import BoardExample, LearningNetwork, VideoCoaching
from startlijn.domain.networks.queries import boards, networks, video
from startlijn.domain.networks.terms import NetworkEndedError, NoPlaceForNetworkError
from tests.conftest import AT


@pytest.fixture
def net(world):
    """A network of one school, started by its educator."""
    world.educator = world.actor("school_educator", "school", world.school.pk)
    world.starter = world.actor("starter", "school", world.school.pk)
    with world.here():
        world.network = actions.start_network(
            by=world.educator,
            at=AT,
            name="Lower years",
            about="Class management.",
            place=f"school:{world.school.pk}",
        )
    return world


def join(net, by):
    with net.here():
        actions.join(by=by, at=AT, network_id=net.network.pk)


def page(net, actor):
    with net.here():
        return networks.network_page(actor, net.network.pk)


def test_a_network_keeps_its_existence_and_its_series_and_nothing_else():
    fields = {field.name for field in LearningNetwork._meta.get_fields()}
    assert fields == {"id", "version", "partnership", "series", "name", "about", "ended_on"}


@pytest.mark.parametrize("role", ["starter", "coach", "school_leader"])
def test_whoever_works_here_joins_whatever_the_contract(net, role):
    other = net.add_school("De Boog")
    joiner = net.actor(role, "school", other.pk)
    join(net, joiner)
    found = page(net, joiner)
    assert found.line.joined
    assert found.people == ((str(joiner.name), "De Boog"),)


def test_who_is_in_it_only_members_and_who_runs_it_see(net):
    join(net, net.starter)
    outsider = page(net, net.actor("starter", "school", net.school.pk))
    assert (outsider.line.members, outsider.people, outsider.runs) == (1, (), False)
    assert [len(page(net, actor).people) for actor in (net.starter, net.educator)] == [1, 1]


def test_joining_twice_is_joining_once(net):
    join(net, net.starter)
    join(net, net.starter)
    assert page(net, net.starter).line.members == 1


def test_dates_are_those_of_the_series_and_come_and_go_with_membership(net):
    join(net, net.starter)
    with net.here():
        add_meeting(
            by=net.educator,
            at=AT,
            series_id=net.network.series_id,
            starts_at=AT + timedelta(days=7),
            minutes=90,
        )
    assert len(page(net, net.starter).meetings) == 1
    with net.here():
        actions.leave(by=net.starter, at=AT, network_id=net.network.pk)
    assert page(net, net.starter).meetings == ()
    assert page(net, net.starter).line.members == 0


def test_the_own_networks_come_first(net):
    with net.here():
        actions.start_network(by=net.operator, at=AT, name="A first one", about="", place="")
    join(net, net.starter)
    with net.here():
        assert [line.name for line in networks.networks(net.starter)] == ["Lower years", "A first one"]
        assert [line.name for line in networks.networks(net.educator)] == ["A first one", "Lower years"]


def test_one_starts_a_network_only_for_a_place_one_runs(net):
    other = net.add_school("De Boog")
    for place in ("", f"school:{other.pk}", f"sub_region:{net.sub_region.pk}", "nowhere"):
        with pytest.raises(NoPlaceForNetworkError), net.here():
            actions.start_network(by=net.educator, at=AT, name="x", about="", place=place)


def test_a_network_that_ended_leaves_the_list_and_takes_nobody(net):
    with net.here():
        actions.end_network(by=net.educator, at=AT, network_id=net.network.pk, expected_version=1)
        assert networks.networks(net.starter) == []
    with pytest.raises(NetworkEndedError):
        join(net, net.starter)
    with pytest.raises(VersionConflictError), net.here():
        actions.end_network(by=net.educator, at=AT, network_id=net.network.pk, expected_version=1)


def test_only_who_runs_it_ends_it(net):
    join(net, net.starter)
    for actor in (net.starter, net.actor("school_educator", "school", net.add_school("De Boog").pk)):
        with pytest.raises(NotVisibleError), net.here():
            actions.end_network(by=actor, at=AT, network_id=net.network.pk, expected_version=1)


def test_another_partnership_sees_and_joins_nothing(net, another_world):
    stranger = another_world.actor("starter", "school", another_world.school.pk)
    with another_world.here():
        assert networks.networks(stranger) == []
        with pytest.raises(NotVisibleError):
            networks.network_page(stranger, net.network.pk)
        with pytest.raises(NotVisibleError):
            actions.join(by=stranger, at=AT, network_id=net.network.pk)


@pytest.fixture
def pair(net):
    """Two members of the network, and an appointment of the first with the second."""
    net.colleague = net.actor("coach", "school", net.add_school("De Boog").pk)
    for member in (net.starter, net.colleague):
        join(net, member)
    net.video = arrange(net, net.starter)
    return net


def arrange(net, by, days=7):
    with net.here():
        ((member_id, _name),) = video.companions(by, net.network)
        return actions.arrange_video(
            by=by,
            at=AT,
            network_id=net.network.pk,
            member_id=member_id,
            starts_at=AT + timedelta(days=days),
            minutes=45,
            place="Room 3",
        )


def videos(net, actor):
    with net.here():
        return [(line.other, line.place) for line in video.video_lines(actor, net.network.pk, AT)]


def test_there_is_no_place_for_a_video_or_for_what_was_said():
    fields = {field.name for field in VideoCoaching._meta.get_fields()}
    assert fields == {"id", "partnership", "network", "series"}


def test_only_the_two_see_their_appointment(pair):
    third = pair.actor("starter", "school", pair.school.pk)
    join(pair, third)
    assert videos(pair, pair.starter) == [(pair.colleague.name, "Room 3")]
    assert videos(pair, pair.colleague) == [(pair.starter.name, "Room 3")]
    assert videos(pair, third) == videos(pair, pair.educator) == []
    for actor in (third, pair.educator):
        with pytest.raises(NotVisibleError), pair.here():
            actions.call_off_video(by=actor, at=AT, video_id=pair.video.pk)


def test_both_have_it_in_their_list_of_meetings_until_one_calls_it_off(pair):
    def ahead(actor):
        with pair.here():
            return [each.title for each in own_meetings(actor, first=AT.date(), last=date(2026, 12, 31))]

    assert ahead(pair.starter) == ahead(pair.colleague) == ["Coaching with video"]
    with pair.here():
        actions.call_off_video(by=pair.colleague, at=AT, video_id=pair.video.pk)
    assert ahead(pair.starter) == ahead(pair.colleague) == []
    assert videos(pair, pair.starter) == []


def test_who_asks_must_be_free_and_learns_nothing_of_the_other(pair):
    with pytest.raises(ClashError):
        arrange(pair, pair.colleague)
    third = pair.actor("starter", "school", pair.school.pk)
    join(pair, third)
    with pair.here():
        member_id = {name: pk for pk, name in video.companions(third, pair.network)}[pair.starter.name]
        actions.arrange_video(
            by=third,
            at=AT,
            network_id=pair.network.pk,
            member_id=member_id,
            starts_at=AT + timedelta(days=7),
            minutes=45,
            place="",
        )
        marks = [each.clash for each in own_meetings(pair.starter, first=AT.date(), last=date(2026, 12, 31))]
    assert marks == [True, True]


def test_only_a_member_agrees_and_only_with_a_member(net):
    join(net, net.starter)
    with net.here():
        assert video.companions(net.starter, net.network) == []
    for by in (net.starter, net.educator):
        with pytest.raises(NotVisibleError), net.here():
            actions.arrange_video(
                by=by,
                at=AT,
                network_id=net.network.pk,
                member_id=net.network.pk,
                starts_at=AT + timedelta(days=7),
                minutes=45,
                place="",
            )


@pytest.fixture
def shared(world):
    """Two boards; one shared something."""
    world.other = world.add_board("Bestuur Noord")
    world.executive = world.actor("board_executive", "board", world.board.pk)
    world.reader = world.actor("board_executive", "board", world.other.pk)
    world.example = share(world, world.executive, world.board)
    return world


def share(world, by, board, title="A day less of lessons"):
    with world.here():
        return actions.share(by=by, at=AT, board_id=board.pk, title=title, text="We kept hours free.")


def follow(world, by):
    with world.here():
        return actions.follow(by=by, at=AT, example_id=world.example.pk)


def told(world):
    with world.here():
        return list(Mail.objects.filter(template="network_example").values_list("to", flat=True))


def test_everybody_in_the_partnership_reads_what_a_board_shared(shared):
    with shared.here():
        (line,) = boards.examples(shared.actor("starter", "school", shared.school.pk))
    assert (line.board, line.title, line.own, line.followed) == (
        "Bestuur De Lijn",
        "A day less of lessons",
        False,
        False,
    )


def test_a_board_shares_and_takes_back_for_itself_only(shared):
    with pytest.raises(NotVisibleError):
        share(shared, shared.reader, shared.board)
    with pytest.raises(NotVisibleError), shared.here():
        actions.take_back(by=shared.reader, at=AT, example_id=shared.example.pk)
    with shared.here():
        actions.take_back(by=shared.executive, at=AT, example_id=shared.example.pk)
        assert BoardExample.objects.count() == 0


def test_who_follows_a_board_gets_a_mail_without_what_was_shared(shared):
    assert told(shared) == []
    follow(shared, shared.reader)
    follow(shared, shared.reader)
    follow(shared, shared.executive)
    share(shared, shared.executive, shared.board, "Coffee on Fridays")
    with shared.here():
        mails = Mail.objects.filter(template="network_example")
        assert [mail.context["link"] for mail in mails] == ["/networks/boards/"]
        assert "Coffee" not in str(mails[0].context)


def test_who_stopped_following_gets_no_mail(shared):
    follow(shared, shared.reader)
    for _time in range(2):
        with shared.here():
            actions.stop_following(by=shared.reader, at=AT, example_id=shared.example.pk)
    share(shared, shared.executive, shared.board)
    assert told(shared) == []


def test_another_partnership_reads_and_follows_nothing(shared, another_world):
    stranger = another_world.actor("board_executive", "board", another_world.board.pk)
    with another_world.here():
        assert boards.examples(stranger) == []
        with pytest.raises(NotVisibleError):
            actions.follow(by=stranger, at=AT, example_id=shared.example.pk)
