"""Pages of networks and of what boards share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.seams import fixed
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.networks import actions
from startlijn.domain.networks.models import BoardExample, LearningNetwork, VideoCoaching
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(world):
    return world.browser(world.person("school_educator", "school", world.school.pk))


@pytest.fixture
def starter(world):
    return world.browser(world.person("starter", "school", world.school.pk))


@pytest.fixture
def executive(world):
    return world.browser(world.person("board_executive", "board", world.board.pk))


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def grow(world, number):
    with world.here():
        for _each in range(number):
            network = actions.start_network(
                by=world.operator, at=AT, name="Lower years", about="Classes.", place=""
            )
            BoardExample.objects.create(
                partnership=world.partnership, board=world.board, title="Hours", text="Free.", shared_at=AT
            )
            joiner = world.actor("starter", "school", world.school.pk)
            for each in (network, LearningNetwork.objects.order_by("pk").first()):
                actions.join(by=joiner, at=AT, network_id=each.pk)


def test_a_network_is_started_joined_and_left(world, educator, starter):
    assert "No learning networks yet" in text(starter.get("/networks/"))
    given = {"name": "Lower years", "about": "", "place": f"school:{world.school.pk}"}
    assert 'value="Lower years"' in text(educator.post("/networks/new/", given))
    educator.post("/networks/new/", given | {"about": "Class management."})
    with world.here():
        pk = LearningNetwork.objects.get().pk
    page = text(starter.get(f"/networks/{pk}/"))
    assert "There are 0 members." in page
    assert "Who is in it" not in page
    assert "Join Lower years?" in text(starter.get(f"/networks/{pk}/join/"))
    assert "Who is in it" in text(starter.post(f"/networks/{pk}/join/", follow=True))
    assert "you are in it" in text(starter.get("/networks/"))
    starter.post(f"/networks/{pk}/leave/")
    assert "you are in it" not in text(starter.get("/networks/"))


def test_who_runs_it_plans_dates_and_ends_it(world, educator, starter):
    grow(world, 1)
    coordinator = world.browser(world.person("coordinator"))
    with world.here():
        network = LearningNetwork.objects.get()
    page = text(coordinator.get(f"/networks/{network.pk}/"))
    assert f"/meetings/plan/{network.series_id}/" in page
    assert [browser.get(f"/networks/{network.pk}/end/").status_code for browser in (educator, starter)] == [
        404,
        404,
    ]
    coordinator.post(f"/networks/{network.pk}/end/")
    assert "No learning networks yet" in text(starter.get("/networks/"))
    assert "This network has ended. You can start or join another one." in text(
        starter.post(f"/networks/{network.pk}/join/", follow=True)
    )


def test_a_board_shares_and_others_follow(world, executive, starter):
    given = {"board_id": str(world.board.pk), "title": "Hours", "text": "We <b>kept</b> hours free."}
    executive.post("/networks/boards/share/", given)
    with world.here():
        pk = BoardExample.objects.get().pk
    page = text(starter.get("/networks/boards/"))
    assert "We &lt;b&gt;kept&lt;/b&gt; hours free." in page
    assert "Follow Bestuur De Lijn" in page
    starter.post(f"/networks/boards/examples/{pk}/follow/")
    assert "Stop following Bestuur De Lijn" in text(starter.get("/networks/boards/"))
    starter.post(f"/networks/boards/examples/{pk}/follow/")
    assert "Stop following" not in text(starter.get("/networks/boards/"))
    assert starter.get(f"/networks/boards/examples/{pk}/take-back/").status_code == 404
    executive.post(f"/networks/boards/examples/{pk}/take-back/")
    assert "Nothing was shared yet" in text(starter.get("/networks/boards/"))


def test_who_runs_no_place_or_board_starts_and_shares_nothing(executive, educator):
    assert executive.get("/networks/new/").status_code == 404
    assert educator.get("/networks/boards/share/").status_code == 404


def test_pages_ask_as_often_for_many_rows_as_for_few(world):
    coordinator = world.browser(world.person("coordinator"))
    counted = []
    for number in (3, 9):
        grow(world, number)
        with world.here():
            first = LearningNetwork.objects.order_by("pk").first().pk
        asked = []
        for path in ("/networks/", "/networks/boards/", f"/networks/{first}/"):
            coordinator.get(path)
            with fixed(seed=1), CaptureQueriesContext(connection) as queries:
                assert coordinator.get(path).status_code == 200
            asked.append(len(queries))
        counted.append(asked)
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 15


def test_two_members_agree_on_a_moment_to_look_at_a_video(world, starter):
    with world.here():
        network = actions.start_network(
            by=world.operator, at=AT, name="Lower years", about="Classes.", place=""
        )
    page = f"/networks/{network.pk}/"
    assert starter.get(f"{page}video/").status_code == 404
    starter.post(f"{page}join/")
    assert "Nobody else is in this network yet" in text(starter.get(f"{page}video/"))
    with world.here():
        joiner = world.actor("coach", "school", world.school.pk)
        actions.join(by=joiner, at=AT, network_id=network.pk)
        other = SeriesMember.objects.get(person=joiner.person_id)
    given = {
        "member_id": str(other.pk),
        "day": "2030-03-05",
        "time": "15:00",
        "minutes": "5",
        "place": "Room 3",
    }
    assert 'value="Room 3"' in text(starter.post(f"{page}video/", given))
    shown = text(starter.post(f"{page}video/", given | {"minutes": "45"}, follow=True))
    assert "Tuesday 5 March 2030, 15:00 to 15:45" in shown
    with world.here():
        pk = VideoCoaching.objects.get().pk
    assert "on 5 March 2030?" in text(starter.get(f"/networks/video/{pk}/call-off/"))
    shown = text(starter.post(f"/networks/video/{pk}/call-off/", follow=True))
    assert "5 March 2030" not in shown
