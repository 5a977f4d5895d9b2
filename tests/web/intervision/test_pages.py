"""Pages of intervision: what a member does, what who forms groups does, and that no case stays behind."""

import re

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tools.addresses import addresses

from startlijn.base.seams import fixed
from startlijn.domain.intervision.models import (
    Composition,
    IntervisionGroup,
    IntervisionMember,
    IntervisionSession,
    SessionTakeaway,
)
from startlijn.domain.intervision.terms import Where
from tests.conftest import AT
from tests.domain.intervision.conftest import METHOD, compute

pytestmark = pytest.mark.django_db
CASE = "Kwetsbaar verhaal over een klas"
BUDGET = 15  # queries of a page


@pytest.fixture(autouse=True)
def held_clock():
    with fixed(at=AT):
        yield


def browser(ring, number: int = 0):
    return ring.world.browser(ring.people[number])


def worker(ring):
    from startlijn.base.people.models import Person

    return ring.world.browser(Person.objects.get(pk=ring.worker.person_id))


def form(ring, **more):
    held = ring.held()
    given = {
        "held_on": "2026-11-02",
        "method": METHOD,
        "present": [str(each) for each in held.present],
        "chair": str(held.chair_id),
        "bringer": str(held.bringer_id),
    }
    return given | more


def everything_kept() -> str:
    """All that stands in the database, in whatever table and column, and what is kept of logins."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.extend(repr(row) for row in cursor.fetchall())
    found.extend(repr(row.get_decoded()) for row in Session.objects.all())
    return "\n".join(found)


def test_meeting_is_recorded_from_what_is_filled_in(ring):
    ring.meet()
    page = browser(ring).get(f"/intervision/{ring.group.pk}/record/?method={METHOD}")
    assert (page.status_code, "checked" in page.text, f'value="{METHOD}" selected' in page.text) == (
        200,
        True,
        True,
    )
    answer = browser(ring).post(f"/intervision/{ring.group.pk}/record/", form(ring))
    with ring.world.here():
        made = IntervisionSession.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/intervision/meetings/{made.pk}/")


def test_mistake_keeps_what_was_filled_in(ring):
    ring.meet()
    chair = str(ring.member(2).pk)
    answer = browser(ring).post(
        f"/intervision/{ring.group.pk}/record/", form(ring, chair=chair, bringer=chair)
    )
    assert "Who brings the case cannot chair as well." in answer.text
    assert answer.text.count(f'value="{chair}" selected') == 2


def test_one_tap_says_how_it_was(ring):
    ring.meet()
    session = ring.record()
    browser(ring).post(f"/intervision/meetings/{session.pk}/how/", {"score": "4"})
    text = browser(ring).get(f"/intervision/meetings/{session.pk}/").text
    assert len(re.findall('name="score" value="[1-4]" aria-pressed="true"', text)) == 1
    assert "Shown when five of you have answered" in text


@pytest.mark.parametrize("score", ["", "9", CASE])
def test_strange_score_changes_nothing(ring, score):
    ring.meet()
    session = ring.record()
    browser(ring).post(f"/intervision/meetings/{session.pk}/how/", {"score": score})
    assert ring.view(session).answered == 0


def test_no_door_keeps_a_case(ring):
    """Typed into every field of every door of a member, a case leaves no trace but in the own takeaway."""
    ring.meet()
    session = ring.record()
    fields = (
        *("case", "casus", "text", "note", "description", "q", "name", "title", "method", "chair", "bringer"),
        *("present", "held_on", "score", "from", "group", "theme", "pupil_age", "where", "person"),
    )
    typed = dict.fromkeys(fields, CASE)
    about = {"pk": session.pk, "method_id": METHOD, "member": ring.member(1).pk}
    rest = {"place": session.pk, "published": session.pk}
    ending = {"leave", "remove", "remove_takeaway", "takeaway", "withdraw"}
    doors = [
        reverse(each.name, kwargs={name: (about | rest)[name] for name in each.arguments})
        for each in addresses()
        if each.name.startswith("intervision:") and each.name.removeprefix("intervision:") not in ending
    ]
    # The same number names the meeting in one address and the group in another.
    doors += [url.replace(str(session.pk), str(ring.group.pk)) for url in doors if str(session.pk) in url]
    assert len(doors) > 25
    mine = browser(ring)
    for url in doors:
        mine.get(url, typed)
        mine.post(url, typed)
        # What belongs there is right, and the case stands in a field that does not exist.
        mine.post(url, form(ring) | {"expected_version": "1", "case": CASE, "score": "3"})
    assert CASE not in everything_kept()


def test_meeting_has_no_field_to_type_in(ring):
    ring.meet()
    session = ring.record()
    pages = [
        f"/intervision/{ring.group.pk}/",
        f"/intervision/{ring.group.pk}/record/",
        f"/intervision/methods/{METHOD}/timer/?group={ring.group.pk}",
        f"/intervision/meetings/{session.pk}/",
        f"/intervision/meetings/{session.pk}/change/",
    ]
    for page in pages:
        text = browser(ring).get(page).text
        main = text[text.index("<main") : text.index("</main>")]
        kinds = set(re.findall(r'<input[^>]*type="(\w+)"', main))
        assert (page, "<textarea" in main, kinds - {"hidden", "checkbox", "date", "time"}) == (
            page,
            False,
            set(),
        )


def test_no_table_of_intervision_has_room_for_a_case():
    """The only free texts are names given by who forms groups, and the own takeaway."""
    found = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("domain").get_models()
        if model.__module__.startswith("startlijn.domain.intervision")
        for field in model._meta.get_fields()
        if getattr(field, "get_internal_type", lambda: "")() in {"CharField", "TextField", "JSONField"}
        and not getattr(field, "choices", None)
    }
    assert found == {
        "Composition.outcome",
        "Composition.title",
        "IntervisionGroup.name",
        "IntervisionSession.method",
        "SessionTakeaway.text",
    }


def test_takeaway_is_kept_for_its_writer(ring):
    ring.meet()
    session = ring.record()
    url = f"/intervision/meetings/{session.pk}/"
    browser(ring).post(f"{url}takeaway/", {"text": "Ask first", "expected_version": "0"})
    assert ("Ask first" in browser(ring).get(url).text, "Ask first" in browser(ring, 1).get(url).text) == (
        True,
        False,
    )
    browser(ring).post(f"{url}takeaway/remove/")
    with ring.world.here():
        assert SessionTakeaway.objects.count() == 0


def test_timer_works_as_a_list_with_clock_times(ring):
    ring.meet()
    text = browser(ring).get(f"/intervision/methods/{METHOD}/timer/?from=15:00").text
    assert ("<time>15:00</time> – <time>15:08</time>" in text, "From 15:00 to 16:40" in text) == (True, True)


@pytest.mark.parametrize("asked", ["", "25:99", "now"])
def test_timer_begins_soon_when_no_time_is_given(ring, asked):
    ring.meet()
    # Ten o'clock in the Netherlands.
    text = browser(ring).get(f"/intervision/methods/{METHOD}/timer/?from={asked}").text
    assert "<time>10:00</time>" in text


def test_timer_of_somebody_elses_group_does_not_exist(ring):
    ring.meet("Ann")
    theirs = ring.group
    ring.meet("Bo")
    url = f"/intervision/methods/{METHOD}/timer/?group="
    mine = browser(ring, 1)
    assert (mine.get(url + str(theirs.pk)).status_code, mine.get(url + str(ring.group.pk)).status_code) == (
        404,
        200,
    )


def test_unknown_method_does_not_exist(ring):
    ring.meet("Ann")
    assert browser(ring).get("/intervision/methods/nowhere.1/timer/").status_code == 404


def test_starter_asks_for_a_group_and_takes_it_back(ring):
    ring.meet("Ann")
    mine = browser(ring)
    mine.post("/intervision/wish/", {"theme": "parents", "pupil_age": "8-12"})
    assert "You would like to talk about: contact with parents." in mine.get("/intervision/").text
    mine.post("/intervision/wish/withdraw/")
    assert "You would like to talk about" not in mine.get("/intervision/").text


def test_groups_are_formed_moved_and_published(ring):
    people = [ring.starter(name) for name in "ABCDEF"]
    desk = worker(ring)
    given = {"title": "Spring", "where": "0", "theme_way": "any", "smallest": 3, "largest": 4, "wanted": 3}
    answer = desk.post("/intervision/compose/", given)
    with ring.world.here():
        made = Composition.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/intervision/compose/{made.pk}/")
    assert "The groups are being formed" in desk.get(answer.url).text
    compute()
    first, second = ring.proposal(made).groups
    desk.post(f"/intervision/compose/places/{first.places[0].id}/move/", {"group": str(second.number)})
    assert "Changed by hand." in desk.get(answer.url).text
    desk.post(f"/intervision/compose/{made.pk}/publish/")
    assert "needs at least 3 to work" in desk.get(answer.url).text
    desk.post(f"/intervision/compose/places/{first.places[0].id}/move/", {"group": str(first.number)})
    desk.post(f"/intervision/compose/{made.pk}/publish/")
    assert "Spring 1" in desk.get("/intervision/arrange/").text
    assert "Spring" in ring.world.browser(people[0]).get("/intervision/").text


def test_too_few_starters_are_told_beside_the_form(ring):
    ring.starter("Ann")
    given = {"title": "Spring", "where": "0", "theme_way": "any", "smallest": 5, "largest": 8, "wanted": 6}
    answer = worker(ring).post("/intervision/compose/", given)
    assert ("1 starters asked for a group" in answer.text, 'value="Spring"' in answer.text) == (True, True)


def test_group_is_made_by_hand(ring):
    desk = worker(ring)
    answer = desk.post("/intervision/arrange/new/", {"name": "Tuesday", "where": "0"})
    person = ring.world.person("starter", "school", ring.world.school.pk, name="Ann")
    with ring.world.here():
        made = IntervisionGroup.objects.get()
    assert answer.url == f"/intervision/arrange/{made.pk}/"
    found = desk.get(f"/intervision/arrange/{made.pk}/add/", {"q": "ann jan"}).text
    assert str(person.pk) in found
    desk.post(f"/intervision/arrange/{made.pk}/add/", {"person": str(person.pk)})
    with ring.world.here():
        member = IntervisionMember.objects.get()
    desk.post(f"/intervision/arrange/members/{member.pk}/remove/")
    desk.post(f"/intervision/arrange/{made.pk}/close/")
    text = desk.get(f"/intervision/arrange/{made.pk}/").text
    assert ("Ann" in text, "This group ended on" in text) == (False, True)


def test_page_of_who_arranges_tells_nothing_of_a_meeting(ring):
    ring.meet()
    ring.record()
    text = worker(ring).get(f"/intervision/arrange/{ring.group.pk}/").text
    assert ("Met 1 time" in text, "Incident" in text, "Case bringer" in text) == (True, False, False)


def test_member_leaves(ring):
    ring.meet("Ann", "Bo")
    browser(ring).post(f"/intervision/{ring.group.pk}/leave/")
    assert browser(ring).get(f"/intervision/{ring.group.pk}/").status_code == 404


def test_meeting_by_mistake_is_removed(ring):
    ring.meet()
    session = ring.record()
    browser(ring).post(f"/intervision/meetings/{session.pk}/remove/")
    assert "Not met yet" in browser(ring).get(f"/intervision/{ring.group.pk}/").text


def test_empty_pages_say_what_to_do(ring):
    ring.starter("Ann")
    text = worker(ring).get("/intervision/arrange/").text
    assert ("1 starter would like a group." in text, "Make a group by hand" in text) == (True, True)


def _pages(ring):
    session = ring.record()
    with ring.world.here():
        made = Composition.objects.first()
    member = {"pk": ring.group.pk, "session": session.pk}
    return {
        0: ["/intervision/", f"/intervision/{member['pk']}/", f"/intervision/meetings/{session.pk}/"],
        1: [
            "/intervision/arrange/",
            "/intervision/arrange/proposals/",
            f"/intervision/arrange/{member['pk']}/",
            f"/intervision/compose/{made.pk}/",
        ],
    }


def _counted(ring) -> dict[str, int]:
    found = {}
    mine = {0: browser(ring), 1: worker(ring)}
    for who, pages in _pages(ring).items():
        for page in pages:
            mine[who].get(page)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert mine[who].get(page).status_code == 200
            found[re.sub(r"[0-9a-f-]{36}", "x", page)] = len(asked)
    return found


def test_pages_ask_as_often_for_many_as_for_few(ring):
    ring.meet("Ann", "Bo", "Cem")
    for name in "ABC":
        ring.starter(name)
    ring.compose(smallest=3, largest=4, wanted=3)
    few = _counted(ring)
    for number in range(6):
        person = ring.world.person("starter", "school", ring.world.school.pk, name=f"More {number}")
        ring.people.append(person)
        from startlijn.domain.intervision import actions

        ring.do(actions.add_member, group_id=ring.group.pk, person_id=person.pk)
        ring.do(actions.make_group, name=f"Group {number}", where=Where())
        ring.starter(f"S{number}")
        ring.record(chair=0, bringer=1)
    ring.compose(smallest=3, largest=4, wanted=3)
    many = _counted(ring)
    assert (many, max(many.values()) <= BUDGET) == (few, True)
