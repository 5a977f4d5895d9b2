"""Plays the demo's rounds: last year's published, this year's audits open, intervision in preparation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from startlijn.base.access.terms import Actor, Place, Role
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post.models import Job, Mail
from startlijn.demo.load_organisations import PlaceIds
from startlijn.demo.load_people import PersonIds
from startlijn.demo.terms import DemoPartnership, DemoPerson, DemoSignUp
from startlijn.demo.terms import RoundKind as DemoKind
from startlijn.domain.groups import actions
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.models import Round
from startlijn.domain.groups.queries.forming import entrants_of, participants, setup_of
from startlijn.domain.groups.rules.problem import problem_of
from startlijn.domain.groups.terms import Moment, Preference, RoundKind, Season, Theme
from startlijn.engines.grouping import solve

_NAMES = {DemoKind.AUDIT: "Auditgroepen", DemoKind.INTERVISION: "Intervisiegroepen"}
_MADE, _PUBLISHED, _CLOSED = (9, 7), (11, 12), (7, 10)
_SMALLEST_INTERVISION = 3
_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who plays: the description, where its keys ended up, the project worker, and the present moment."""

    described: DemoPartnership
    places: PlaceIds
    people: PersonIds
    project_worker: Actor
    now: datetime

    def on(self, day: date) -> datetime:
        """Return ten o'clock UTC on a day, but never later than now."""
        return min(datetime.combine(day, time(10), UTC), self.now)


def load_rounds(described: DemoPartnership, places: PlaceIds, people: PersonIds, *, at: datetime) -> None:
    """Play the rounds up to moment `at`. Letters about last year are left out: they went out last year."""
    partnership_id = places[Place.PARTNERSHIP, ""]
    main = next(persona for persona in described.personas if persona.role is Role.PROJECT_WORKER)
    worker = actor_of_person(people[main.person], partnership_id=partnership_id, at=at)
    stage = _Stage(described, places, people, worker, at)
    for kind in DemoKind:
        _play_last_year(stage, kind)
    Mail.objects.all().delete()
    Job.objects.all().delete()
    opened = _make(stage, DemoKind.AUDIT, described.school_year, ends_on=_last_day(stage))
    actions.open_round(by=worker, at=opened.created_at, round_id=opened.pk)
    _sign_up(stage, opened, DemoKind.AUDIT, described.sign_ups)
    prepared = _make(stage, DemoKind.INTERVISION, described.school_year, ends_on=None)
    _sign_up(stage, prepared, DemoKind.INTERVISION, described.sign_ups)


def _play_last_year(stage: _Stage, kind: DemoKind) -> None:
    """Form, publish and close the groups of last school year, so that there is something to remember."""
    year = stage.described.school_year - 1
    worker = stage.project_worker
    made = _make(stage, kind, year, ends_on=date(year, 11, 5))
    actions.open_round(by=worker, at=made.created_at, round_id=made.pk)
    _sign_up(stage, made, kind, stage.described.sign_ups_last_year)
    at = stage.on(date(year, *_PUBLISHED))
    groups = _formed(made)
    proposal = actions.enter_groups(by=worker, at=at, round_id=made.pk, groups=groups)
    actions.publish(by=worker, at=at, proposal_id=proposal.pk)
    actions.close_round(by=worker, at=stage.on(date(year + 1, *_CLOSED)), round_id=made.pk)


def _make(stage: _Stage, kind: DemoKind, year: int, *, ends_on: date | None) -> Round:
    is_audit = kind is DemoKind.AUDIT
    return actions.create_round(
        by=stage.project_worker,
        at=stage.on(date(year, *_MADE)),
        name=f"{_NAMES[kind]} {year}-{year + 1}",
        kind=RoundKind(kind),
        school_year=year,
        season=Season.SPRING,
        smallest=None if is_audit else _SMALLEST_INTERVISION,
        sign_up_ends_on=ends_on,
    )


def _last_day(stage: _Stage) -> date:
    """The open round stays open for a month after the demo is loaded."""
    return max(date(stage.described.school_year, 12, 11), stage.now.date() + timedelta(days=30))


def _sign_up(stage: _Stage, row: Round, kind: DemoKind, sign_ups: Iterable[DemoSignUp]) -> None:
    """Sign schools up, each by its school educator, or by the project worker who got an e-mail."""
    partnership_id = stage.places[Place.PARTNERSHIP, ""]
    person_of = {person.key: person for person in stage.described.people}
    is_open = row.sign_up_ends_on is not None
    for each in sign_ups:
        # While a round is in preparation schools cannot sign up; only their e-mails can be typed in.
        if each.round is not kind or not (is_open or each.by_staff):
            continue
        at = stage.on(each.signed_up_on)
        by = stage.project_worker
        if not each.by_staff:
            by = actor_of_person(stage.people[each.contact], partnership_id=partnership_id, at=at)
        school_id = stage.places[Place.SCHOOL, each.school]
        answers = _answers(each, person_of[each.contact])
        actions.sign_up(by=by, at=at, round_id=row.pk, school_id=school_id, answers=answers)


def _answers(each: DemoSignUp, contact: DemoPerson) -> Answers:
    return Answers(
        preference=Preference(each.round),
        has_multi_year_programme=each.maturity.multi_year,
        is_in_policy=each.maturity.in_policy,
        lives_in_school=each.maturity.lives_in_school,
        learning_question=each.learning_question.text.nl,
        themes=[Theme(each.learning_question.theme)],
        free_moments=[Moment(moment) for moment in each.free_moments],
        contact_name=contact.name,
        contact_email=contact.email,
    )


def _formed(row: Round) -> list[list[UUID]]:
    """Return good groups for a round, as school ids."""
    setup = setup_of(row, smallest=row.smallest, largest=row.largest, goal=row.goal)
    result = solve(problem_of(entrants_of(participants(row)), setup), seconds=_SECONDS)
    return [[UUID(member) for member in group.members] for group in result.groups]
