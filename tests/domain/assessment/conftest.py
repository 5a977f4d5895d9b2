"""Two boards, a starter with a dossier, assessors of both boards, and everybody around them."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.files.terms import Upload
from startlijn.base.people.queries import actor_of_person
from startlijn.content.instruments import packaged_instruments
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.actions import NewAdvice
from startlijn.domain.assessment.models import Advice, Assessment, Judgement, PanelMember
from startlijn.domain.assessment.terms import Aim, Outcome
from startlijn.domain.dossier import actions as dossier
from startlijn.domain.dossier.models import Dossier, Evidence
from startlijn.domain.dossier.terms import EvidenceKind, NewEvidence
from startlijn.domain.guidance.models import CoachPairing, Employment, Trajectory
from startlijn.domain.guidance.terms import ContractType
from startlijn.domain.induction.terms import StarterType
from startlijn.domain.instruments.terms import Answers
from tests.conftest import AT, START, World
from tests.engines.media import samples

PROFILE = next(each for each in packaged_instruments() if each.key == "competence-profile")


def answered(level: int = 2, **other) -> Answers:
    """An answer to every indicator: this level, except for those named by their place in the profile."""
    values = {item.key: level for item in PROFILE.items}
    keys = list(values)
    for place, value in other.items():
        values[keys[int(place.removeprefix("at_"))]] = value
    return Answers(values, {keys[0]: "Seen in the second lesson"})


class House:
    """A partnership in which a starter can be assessed; everything goes through the actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.other_board = world.add_board("Bestuur De Bron")
        self.other_school = world.add_school("De Bron", board=self.other_board)
        school, other = world.school.pk, self.other_school.pk
        self.starter = world.person("starter", "school", school, name="Sil")
        self.coach = world.person("coach", "school", school, name="Cas")
        self.leader = world.person("school_leader", "school", school, name="Lea")
        self.executive = world.person("board_executive", "board", world.board.pk, name="Bo")
        self.hr = world.person("hr_advisor", "board", world.board.pk, name="Hein")
        self.educator = world.person("school_educator", "school", school, name="Ed")
        self.coordinator = world.person("coordinator", name="Coco")
        self.near = world.person("assessor", "board", world.board.pk, name="Nena")
        self.far = world.person("assessor", "school", other, name="Faro")
        self.third = world.person("assessor", name="Tess")
        self.stranger = world.person("assessor", "school", other, name="Vreemd")
        with world.here():
            self.trajectory = Trajectory.objects.create(
                partnership=world.partnership,
                person=self.starter,
                sector="po",
                starter_type=StarterType.RECENT_GRADUATE,
                started_on=START,
                ends_on=date(2027, 8, 1),
                registered_at=AT,
            )
            self.work = Employment.objects.create(
                partnership=world.partnership,
                trajectory=self.trajectory,
                board=world.board,
                school=world.school,
                contract_type=ContractType.TEMPORARY,
                fte=1,
                started_on=START,
            )
            self.pairing = CoachPairing.objects.create(
                partnership=world.partnership,
                trajectory=self.trajectory,
                coach=self.coach,
                started_on=START,
            )
            folder = Dossier.objects.create(
                partnership=world.partnership, person=self.starter, profile=PROFILE.id, opened_at=AT
            )
            self.evidence = Evidence.objects.create(
                partnership=world.partnership,
                dossier=folder,
                kind=EvidenceKind.TEXT,
                title="My lesson series",
                text="What I did",
                added_at=AT,
                changed_at=AT,
            )

    def add_file(self) -> UUID:
        """Put a file in the dossier, as the piece that is handed in; return its id."""
        new = NewEvidence(
            EvidenceKind.FILE, "A lesson plan", upload=Upload("plan.pdf", samples.PDF), indicators=()
        )
        self.evidence = self.do(dossier.add_evidence, self.starter, new=new)
        return self.evidence.file_id

    def actor(self, person) -> Actor:
        return actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)

    def do(self, verb, person, at: datetime = AT, **given):
        """Do a verb as somebody."""
        with self.world.here():
            return verb(by=self.actor(person), at=at, **given)

    def query(self, query, person, *arguments, **given):
        """Ask a query as somebody."""
        with self.world.here():
            return query(self.actor(person), *arguments, **given)

    def fresh(self, assessment) -> Assessment:
        with self.world.here():
            return Assessment.objects.get(pk=assessment.pk)

    def member(self, assessment, person) -> PanelMember:
        with self.world.here():
            return PanelMember.objects.get(assessment=assessment, person=person)

    def asked(self, aim: Aim = Aim.BASIC) -> Assessment:
        return self.do(actions.ask, self.starter, aim=aim, profile=PROFILE.id, employment_id=self.work.pk)

    def panel(self, assessment, *people) -> None:
        for person in people or (self.near, self.far):
            self.do(actions.add_member, self.coordinator, assessment_id=assessment.pk, person_id=person.pk)

    def declare(self, assessment, *people, conflict: bool = False) -> None:
        for person in people or (self.near, self.far):
            self.do(actions.declare, person, assessment_id=assessment.pk, conflict=conflict)

    def submit(self, assessment, at: datetime = AT) -> Assessment:
        return self.do(
            actions.submit,
            self.starter,
            at,
            assessment_id=assessment.pk,
            evidence_ids=[self.evidence.pk],
            statement="Please look at my lessons",
        )

    def judging(self, *people) -> Assessment:
        """An assessment that each assessor judges alone."""
        made = self.asked()
        self.panel(made, *people)
        self.declare(made, *people)
        return self.submit(made)

    def give(self, assessment, person, answers: Answers | None = None, version: int | None = None):
        return self.do(
            actions.give_judgement,
            person,
            assessment_id=assessment.pk,
            expected_version=self.version_of(person, assessment) if version is None else version,
            answers=answers or answered(),
            interview={PROFILE.parts[0].key: "Told how the lesson began"},
        )

    def save(self, assessment, person, answers: Answers, version: int = 0):
        return self.do(
            actions.save_judgement,
            person,
            assessment_id=assessment.pk,
            expected_version=version,
            answers=answers,
            interview={},
        )

    def version_of(self, person, assessment) -> int:
        with self.world.here():
            found = Judgement.objects.filter(member__person=person, member__assessment=assessment).first()
            return found.version if found else 0

    def consensus(self, *people) -> Assessment:
        """An assessment of which all judgements are in."""
        made = self.judging(*people)
        for person in people or (self.near, self.far):
            self.give(made, person, answered(2, at_0=3) if person == self.far else None)
        return self.fresh(made)

    def advice_of(self, assessment) -> Advice:
        with self.world.here():
            return Advice.objects.get(assessment=assessment)

    def write(self, assessment, outcome: Outcome | None = Outcome.REACHED, person=None, **fields):
        given = {"strengths": "Calm lessons", "growth": "Ask more", "reasons": "Seen in all areas"} | fields
        return self.do(
            actions.write_advice,
            person or self.near,
            assessment_id=assessment.pk,
            expected_version=self.advice_of(assessment).version,
            advice=NewAdvice(answers=answered(), outcome=outcome, **given),
        )

    def sign(self, assessment, person, agrees: bool = True, remark: str = ""):
        return self.do(
            actions.sign,
            person,
            assessment_id=assessment.pk,
            expected_version=self.advice_of(assessment).version,
            agrees=agrees,
            remark=remark,
        )

    def advised(self, outcome: Outcome = Outcome.REACHED) -> Assessment:
        """An assessment with an advice that both assessors signed."""
        made = self.consensus()
        self.write(made, outcome)
        self.sign(made, self.near)
        self.sign(made, self.far)
        return self.fresh(made)

    def decide(self, assessment, outcome: Outcome = Outcome.REACHED, person=None, **given):
        return self.do(
            actions.decide, person or self.executive, assessment_id=assessment.pk, outcome=outcome, **given
        )

    def decided(self, outcome: Outcome = Outcome.REACHED) -> Assessment:
        made = self.advised(outcome)
        reasons = "" if outcome is Outcome.REACHED else "As the panel says"
        self.decide(made, outcome, reasons=reasons, override="It is serious")
        return self.fresh(made)

    def objected(self) -> Assessment:
        made = self.decided(Outcome.NOT_YET)
        self.do(actions.object_to, self.starter, assessment_id=made.pk, reasons="I see it differently")
        return self.fresh(made)


def later(days: int) -> datetime:
    """The moment of the tests, days later."""
    return AT + timedelta(days=days)


@pytest.fixture
def house(world: World) -> House:
    return House(world)
