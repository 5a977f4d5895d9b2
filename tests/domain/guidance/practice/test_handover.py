"""A new coach begins with a clean page, and reads what the starter passes on (trust.md §7 rule 4)."""

from datetime import date

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.coaching import needs_of, notes_of
from startlijn.domain.guidance.queries.handover import passing_on
from startlijn.domain.guidance.terms import Concern, Luggage
from tests.domain.guidance.practice.conftest import AT, TODAY, at

CHANGE = date(2026, 10, 5)


class Story:
    """A starter told the first coach what is needed, a note was written; then a second coach takes over."""

    def __init__(self, guidance):
        self.guidance = guidance
        self.line = guidance.starter()
        guidance.pair(self.line)
        self.first = guidance.coach
        self.starter = guidance.as_starter(self.line)
        self.answer("before", date(2026, 9, 1))
        self.note("note before", date(2026, 9, 2))
        person = guidance.world.person("coach", "school", guidance.school.pk, name="Nieuw")
        guidance.do(actions.hand_over, trajectory_id=self.line.pk, coach_id=person.pk, started_on=CHANGE)
        self.second = guidance.actor(person.pk)

    def answer(self, words, on):
        self.guidance.do(
            actions.answer_needs,
            by=self.starter,
            on=on,
            trajectory_id=self.line.pk,
            concerns={next(iter(Concern)).value: 2},
            own_words=words,
        )

    def note(self, words, on):
        with self.guidance.day(on):
            actions.write_note(by=self.first, at=at(on), trajectory_id=self.line.pk, on=on, worked=words)

    def pass_on(self, *luggage):
        self.guidance.do(actions.pass_on, by=self.starter, trajectory_id=self.line.pk, luggage=luggage)

    def read(self, actor) -> list[str]:
        with self.guidance.day():
            needs, notes = needs_of(actor, self.line.pk), notes_of(actor, self.line.pk, AT)
        return sorted([*(row.own_words for row in needs), *(row.worked for row in notes)])

    def looked(self) -> list[tuple[str, str]]:
        rows = JournalLine.objects.filter(about=self.line.person_id, action="data.read").order_by("number")
        return [(row.actor_name.split()[0], row.details["why"]) for row in rows]


@pytest.fixture
def story(guidance):
    return Story(guidance)


def test_new_coach_reads_nothing_of_before(story):
    assert story.read(story.second) == []


def test_new_coach_reads_what_comes_from_the_handover_on(story):
    story.answer("after", CHANGE)
    assert story.read(story.second) == ["after"]


@pytest.mark.parametrize(
    ("luggage", "reads"),
    [((Luggage.NEEDS,), ["before"]), ((Luggage.NOTES,), ["note before"]), ((Luggage.HOURS,), [])],
)
def test_starter_passes_on_one_kind(story, luggage, reads):
    story.pass_on(*luggage)
    assert story.read(story.second) == reads


def test_what_was_passed_on_is_taken_back(story):
    story.pass_on(Luggage.NEEDS, Luggage.NOTES)
    story.pass_on()
    assert story.read(story.second) == []


def test_former_coach_keeps_nothing(story):
    story.pass_on(Luggage.NEEDS, Luggage.NOTES)
    assert story.read(story.first) == []


def test_starter_keeps_everything(story):
    assert story.read(story.starter) == ["before", "note before"]


def test_third_coach_begins_with_a_clean_page_again(story):
    story.pass_on(Luggage.NEEDS, Luggage.NOTES)
    person = story.guidance.world.person("coach", "school", story.guidance.school.pk, name="Derde")
    story.guidance.do(actions.hand_over, trajectory_id=story.line.pk, coach_id=person.pk, started_on=TODAY)
    assert story.read(story.guidance.actor(person.pk)) == []


def test_first_coach_reads_what_was_said_before_there_was_one(guidance):
    line = guidance.starter()
    guidance.do(
        actions.answer_needs,
        by=guidance.as_starter(line),
        on=date(2026, 9, 1),
        trajectory_id=line.pk,
        concerns={next(iter(Concern)).value: 2},
        own_words="first words",
    )
    guidance.pair(line, started_on=CHANGE)
    with guidance.day():
        assert [row.own_words for row in needs_of(guidance.coach, line.pk)] == ["first words"]


def test_nobody_else_passes_on(story):
    for actor in (story.first, story.second, story.guidance.educator):
        with pytest.raises(NotVisibleError):
            story.guidance.do(
                actions.pass_on, by=actor, trajectory_id=story.line.pk, luggage=(Luggage.NEEDS,)
            )


def test_who_has_had_one_coach_has_nothing_to_pass_on(guidance, story):
    line = guidance.starter()
    guidance.pair(line)
    with guidance.day():
        assert passing_on(guidance.as_starter(line), TODAY) is None
        found = passing_on(story.starter, TODAY)
    assert found is not None
    assert (found.coach.split()[0], found.started_on, found.passed_on) == ("Nieuw", CHANGE, frozenset())


def test_coach_who_reads_leaves_a_line_and_the_starter_does_not(story):
    story.answer("after", CHANGE)
    for actor in (story.second, story.starter):
        story.guidance.do(actions.look_at_coaching, by=actor, trajectory_id=story.line.pk)
    assert story.looked() == [("Nieuw", "coaching")]


def test_coach_who_finds_nothing_leaves_no_line(story):
    story.guidance.do(actions.look_at_coaching, by=story.second, trajectory_id=story.line.pk)
    assert story.looked() == []


def test_coach_who_opens_a_note_leaves_a_line(guidance):
    line = guidance.starter()
    guidance.pair(line)
    with guidance.day():
        note = actions.write_note(
            by=guidance.coach, at=at(TODAY), trajectory_id=line.pk, on=TODAY, worked="rust"
        )
    guidance.do(actions.look_at_note, by=guidance.coach, note_id=note.pk)
    rows = JournalLine.objects.filter(about=line.person_id, action="data.read")
    assert [(row.object_type, row.object_id) for row in rows] == [("ContactNote", str(note.pk))]
