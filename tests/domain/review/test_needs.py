"""Needs beside supply: never about so few that one can tell who."""

from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.guidance.models import Employment, NeedsIntake, Trajectory
from startlijn.domain.guidance.terms import Concern
from startlijn.domain.review.queries import needs
from tests.conftest import AT

ON = date(2026, 11, 2)


def starters(circle, count: int, **concerns: int) -> None:
    """Starters of the school who said what weighs."""
    world = circle.world
    for number in range(count):
        person = world.person("starter", "school", world.school.pk, name=f"Starter {number}")
        with world.here():
            line = Trajectory.objects.create(
                partnership=world.partnership,
                person=person,
                sector="po",
                starter_type="recent_graduate",
                started_on=date(2026, 8, 1),
                ends_on=date(2029, 8, 1),
                registered_at=AT,
            )
            Employment.objects.create(
                partnership=world.partnership,
                trajectory=line,
                board=world.board,
                school=world.school,
                contract_type="temporary",
                fte=Decimal(1),
                started_on=date(2026, 8, 1),
            )
            NeedsIntake.objects.create(
                partnership=world.partnership, trajectory=line, concerns=concerns, answered_at=AT
            )


def line_of(page, concern: Concern):
    return next(line for line in page.lines if line.concern == concern)


def school_page(circle):
    return circle.ask(needs.needs_of_school, circle.world.school.pk, ON)[1]


def test_needs_of_four_starters_are_not_shown(circle):
    starters(circle, 4, parents=3)
    page = school_page(circle)
    assert (page.answered, [line.weighs_for for line in page.lines]) == (None, [None] * 6)


def test_needs_of_five_starters_are_counted(circle):
    starters(circle, 5, parents=3, goals=1)
    page = school_page(circle)
    parents, goals = line_of(page, Concern.PARENTS), line_of(page, Concern.GOALS)
    assert (page.answered, parents.weighs_for, goals.weighs_for) == (5, 5, None)


def test_supply_is_shown_however_few_starters(circle):
    supply = line_of(school_page(circle), Concern.RESPONSIBILITY).supply
    assert [(each.kind, each.elements, each.hours) for each in supply] == [
        ("coaching_talk", 1, Decimal("4.0"))
    ]


def test_partnership_needs_eight_starters(circle):
    starters(circle, 7, parents=3)
    page = circle.ask(needs.needs_of_partnership, ON, by=circle.world.actor("project_worker"))
    assert page.answered is None


def test_partnership_rounds_to_five(circle):
    starters(circle, 8, parents=3)
    page = circle.ask(needs.needs_of_partnership, ON, by=circle.world.actor("project_worker"))
    assert (page.answered, line_of(page, Concern.PARENTS).weighs_for) == (10, 10)


def test_only_the_last_word_of_a_starter_counts(circle):
    starters(circle, 5, parents=3)
    with circle.world.here():
        for line in Trajectory.objects.all():
            NeedsIntake.objects.create(
                partnership=circle.world.partnership,
                trajectory=line,
                concerns={"colleagues": 3},
                answered_at=AT.replace(month=12),
            )
    page = school_page(circle)
    counted = (line_of(page, Concern.PARENTS).weighs_for, line_of(page, Concern.COLLEAGUES).weighs_for)
    assert counted == (None, 5)


def test_coach_does_not_see_needs_of_the_school(circle):
    with pytest.raises(NotVisibleError):
        circle.ask(needs.needs_of_school, circle.world.school.pk, ON, by=circle.actor_of(circle.coach))
