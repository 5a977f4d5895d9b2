"""The first page says which roles one holds, and where."""

from datetime import date

from startlijn.base.people import actions
from tests.conftest import AT


def test_first_page_names_each_role_that_holds_with_its_place(world):
    person = world.person("school_educator", "school", world.school.pk)
    with world.here():
        former = actions.give_role(
            by=world.operator,
            at=AT,
            person_id=person.pk,
            role="coach",
            place="board",
            place_id=world.board.pk,
            started_on=date(2024, 8, 1),
        )
        actions.end_role(by=world.operator, at=AT, assignment_id=former.pk, finished_on=date(2025, 8, 1))
    text = world.browser(person).get("/").content.decode()
    assert ("School educator, De Regenboog" in text, "Bestuur De Lijn" in text) == (True, False)
