"""Programmes and lines over the API ask the database as often for many rows as for few.

The other addresses that read are counted in tests/web/test_query_counts.py.
"""

import pytest

from startlijn.base.seams import fixed
from startlijn.domain.guidance.terms import Side
from startlijn.domain.induction.models import InductionProgramme, ProgrammeVersion
from tests.api.conftest import caller_of
from tests.conftest import AT
from tests.domain.guidance.practice.conftest import Guidance
from tests.web.induction.test_pages import grown

MOST = 15


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


def of_programmes(counted, world, size):
    office, _pages = grown(world, size)
    caller = caller_of(world, office.educator)
    with world.here():
        programme = InductionProgramme.objects.filter(school=world.school).first()
        version = ProgrammeVersion.objects.filter(programme=programme).earliest("number")
    paths = ("/programmes", f"/programmes/{programme.pk}", f"/programme-versions/{version.pk}")
    return [counted(caller, path) for path in paths]


def test_programmes_ask_as_often_for_many_elements_as_for_few(world, another_world, counted):
    few, many = of_programmes(counted, world, 3), of_programmes(counted, another_world, 12)
    assert many == few
    assert max(many) <= MOST


def of_lines(counted, guidance, caller, first):
    paths = ("/lines", f"/lines/{first.pk}", "/exceptions", f"/schools/{guidance.school.pk}/practice")
    return [counted(caller, path) for path in paths]


def test_lines_ask_as_often_for_many_starters_as_for_few(world, counted):
    guidance = Guidance(world)
    caller = caller_of(world, guidance.educator)

    def add() -> object:
        starter = guidance.starter()
        guidance.pair(starter, guidance.world.person("coach", "school", guidance.school.pk).pk)
        step = guidance.steps(starter, "coaching_talk")[0]
        guidance.tick(step, Side.STARTER, guidance.as_starter(starter), minutes=60)
        return starter

    starters = [add() for _ in range(6)]
    few = of_lines(counted, guidance, caller, starters[0])
    for _ in range(10):
        add()
    many = of_lines(counted, guidance, caller, starters[0])
    assert many == few
    assert max(many) <= MOST
