"""The assessments of the demo: one decided, one with an objection, one that runs."""

from datetime import UTC, datetime

import pytest

from startlijn.base.access.terms import Role
from startlijn.base.seams import fixed
from startlijn.base.tenancy import everywhere
from startlijn.demo.load import load
from startlijn.domain.assessment.models import Assessment, Judgement, PanelMember
from startlijn.domain.assessment.terms import State

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_demo_has_an_assessment_of_each_kind():
    with fixed(at=AT):
        load(at=AT)
    with everywhere("a test looks at the demo"):
        states = sorted(Assessment.objects.values_list("state", flat=True))
        panels = PanelMember.objects.values_list("assessment", "organisation").distinct().count()
        open_judgements = Judgement.objects.filter(about=None).count()
        close = PanelMember.objects.filter(person__roles__role=Role.COACH).count()
    found = (states, panels, open_judgements, close)
    assert found == ([State.DECIDED, State.JUDGING, State.OBJECTED], 6, 1, 0)
