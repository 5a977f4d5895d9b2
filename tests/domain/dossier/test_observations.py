"""An observation becomes evidence only when its starter takes it in, and stays as it was."""

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Evidence
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.rules.telling import paragraphs
from startlijn.domain.dossier.terms import FrozenEvidenceError, NewEvidence
from tests.domain.dossier.conftest import INDICATOR
from tests.domain.observations.conftest import Lessons


@pytest.fixture
def lessons(world):
    return Lessons(world)


def keep(lessons, lesson, by=None):
    return lessons.do(
        actions.keep_observation,
        by=by or lessons.me,
        observation_id=lesson.pk,
        title="Les in groep 5",
        indicators=(INDICATOR,),
    )


def test_an_observation_is_kept_as_it_was(lessons):
    row = keep(lessons, lessons.watched())
    with lessons.day():
        facts = own.own_item(lessons.me, row.pk)
    told = paragraphs(facts.content)
    lines = [line for paragraph in told for line in paragraph.lines]
    assert (facts.kind, facts.indicators) == ("observation", (INDICATOR,))
    assert ("Class", "Groep 5") in lines
    assert any("Bij de deur" in said for _asked, said in lines)


def test_later_changes_of_the_lesson_change_nothing(lessons):
    lesson = lessons.watched()
    before = keep(lessons, lesson).content
    lessons.talk(lesson, lessons.coach)
    with lessons.day():
        assert own.own_pieces(lessons.me)[0].content == before


def test_taking_it_in_twice_is_once(lessons):
    lesson = lessons.watched()
    keep(lessons, lesson)
    keep(lessons, lesson)
    with lessons.day():
        assert Evidence.objects.count() == 1


def test_who_watched_cannot_take_it_in(lessons):
    lesson = lessons.watched()
    for somebody in (lessons.coach, lessons.leader, lessons.peer):
        with pytest.raises(NotVisibleError):
            keep(lessons, lesson, by=somebody)


def test_what_somebody_else_wrote_is_not_written_over(lessons):
    row = keep(lessons, lessons.watched())
    new = NewEvidence(row.kind, "Les", text="Eigen woorden erin")
    with pytest.raises(FrozenEvidenceError):
        lessons.do(actions.change_evidence, by=lessons.me, evidence_id=row.pk, expected_version=1, new=new)


@pytest.mark.parametrize("content", [{"kind": "lesson_observation"}, {"kind": ["x"]}, {"a": {"b": 1}}])
def test_content_of_any_shape_can_be_shown(content):
    assert [paragraph.heading for paragraph in paragraphs(content)] == ["As it was brought here"]
