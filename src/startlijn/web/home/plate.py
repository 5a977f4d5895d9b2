"""What waits for somebody today: gathered from what each capability says, most pressing first."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import begin_of
from startlijn.domain.assessment.queries.waiting import waiting
from startlijn.domain.dossier.queries.feedback import to_give
from startlijn.domain.dossier.queries.shared import shared_with
from startlijn.domain.groups.queries import published, rounds
from startlijn.domain.groups.queries.published import GroupView
from startlijn.domain.groups.queries.round_views import RoundFacts, RoundLine
from startlijn.domain.groups.terms import RoundStage
from startlijn.domain.guidance.queries import coaching
from startlijn.domain.guidance.queries.asking import asked
from startlijn.domain.guidance.queries.coaching import StarterLine
from startlijn.domain.guidance.queries.exceptions import missing
from startlijn.domain.guidance.queries.lines import own_line
from startlijn.domain.guidance.queries.moves import own_moves
from startlijn.domain.guidance.terms import MoveStage
from startlijn.domain.meetings.queries.own import OwnMeeting, next_meeting, open_polls
from startlijn.domain.observations.queries.lessons import coming_lessons
from startlijn.domain.review.queries import reviews
from startlijn.engines.schoolyear import school_year_of
from startlijn.web.assessment.words import TASKS
from startlijn.web.design.line import Line, Moment, State, Year
from startlijn.web.guidance.asking import asked_rows, missing_row
from startlijn.web.guidance.pictures import line_of
from startlijn.web.guidance.spaces import OWN
from startlijn.web.observations.rows import lesson_row

_FIRST = 3  # of what waits, as many as one looks at


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, where, and what it is about."""

    title: str
    url: str
    note: str
    action: str


@dataclass(frozen=True, slots=True)
class Plate:
    """The first page: the line of three school years, what waits, and the own groups.

    `asked`: moments to confirm, each with two buttons. `contacts`: starters whose turn it is. `missing`:
    the first things to put right; `lacking` is how many there are. `lessons`: of this week. `meeting`: the
    next one.
    """

    line: Line
    waiting: tuple[Waiting, ...]
    groups: tuple[GroupView, ...]
    asked: tuple[dict[str, Any], ...] = ()
    contacts: tuple[StarterLine, ...] = ()
    missing: tuple[dict[str, Any], ...] = ()
    lacking: int = 0
    lessons: tuple[dict[str, Any], ...] = ()
    whole_line: str = ""
    meeting: OwnMeeting | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing waits for this person."""
        return not (
            self.waiting
            or self.groups
            or self.asked
            or self.contacts
            or self.missing
            or self.lessons
            or self.meeting
        )


def plate(actor: Actor, today: date) -> Plate:
    """Return what the first page shows this actor on a day. A handful of queries, whatever the data."""
    lines = rounds.rounds_for(actor) if may(actor, Permission.ROUNDS_READ) else ()
    groups = published.own_groups(actor) if may(actor, Permission.GROUPS_READ) else ()
    todo = (
        *_moves(actor),
        *_reviews(actor),
        *_feedback(actor),
        *_polls(actor),
        *_shared(actor),
        *_assessments(actor, today),
        *(found for line in lines if (found := _waiting(actor, line)) is not None),
    )
    own = own_line(actor, today, whole=False)
    lacking = missing(actor, today)
    return Plate(
        line_of(own, reverse(OWN.step, args=[UUID(int=0)])) if own else _line(today, lines, groups),
        todo,
        groups,
        asked=tuple(asked_rows(asked(actor, today))),
        contacts=_contacts(actor, today),
        missing=tuple(missing_row(each) for each in lacking[:_FIRST]),
        lacking=len(lacking),
        lessons=tuple(lesson_row(each) for each in coming_lessons(actor, today)),
        whole_line=reverse("guidance:own") if own else "",
        meeting=next_meeting(actor, begin_of(today)),
    )


def _contacts(actor: Actor, today: date) -> tuple[StarterLine, ...]:
    """Return the starters of a coach whose turn it is, the most pressing first."""
    if not may(actor, Permission.LINE_GUIDE):
        return ()
    rows = list(coaching.own_starters(actor, today)[:_FIRST])
    return tuple(line for line in coaching.starter_lines(rows, today) if line.next_on is not None)


def _moves(actor: Actor) -> tuple[Waiting, ...]:
    """Return the schools that asked the starter to come, and wait for an answer."""
    if not may(actor, Permission.LINE_OWN):
        return ()
    return tuple(
        Waiting(
            move.school,
            reverse("starters:move", args=[move.id]),
            _("This school asks whether you come, and whether your line may come along."),
            _("Answer"),
        )
        for move in own_moves(actor)
        if move.stage == MoveStage.ASKED
    )


def _reviews(actor: Actor) -> tuple[Waiting, ...]:
    """Return the reviews of a programme that wait for this person's own answers."""
    if not may(actor, Permission.REVIEWS_ANSWER):
        return ()
    return tuple(
        Waiting(
            facts.programme,
            reverse("review:review", args=[facts.id]),
            _("The school looks at its programme again and would like to know what you think."),
            _("Say what you think"),
        )
        for facts in reviews.waiting_reviews(actor)
    )


def _assessments(actor: Actor, today: date) -> tuple[Waiting, ...]:
    """Return what assessments ask of this person: hand in, form a panel, declare, judge, decide."""
    return tuple(
        Waiting(
            str(title),
            reverse(address, args=[each.facts.id]),
            _("until %(day)s") % {"day": date_format(each.facts.due_on)} if each.facts.due_on else "",
            str(action),
        )
        for each in waiting(actor, today)
        for title, action, address in (TASKS[each.task],)
    )


def _feedback(actor: Actor) -> tuple[Waiting, ...]:
    """Return the questions of colleagues that wait for an answer."""
    if not may(actor, Permission.FEEDBACK_GIVE):
        return ()
    return tuple(
        Waiting(
            facts.asker,
            reverse("dossier:answer", args=[facts.id]),
            _("Your colleague would like to hear from you."),
            _("Give feedback"),
        )
        for facts in to_give(actor)[:_FIRST]
        if facts.answered_at is None
    )


def _polls(actor: Actor) -> tuple[Waiting, ...]:
    """Return the polls that wait for this person's answer."""
    return tuple(
        Waiting(poll.title, poll.link, _("Say when you can meet."), _("Answer"))
        for poll in open_polls(actor)
        if not poll.answered
    )


def _shared(actor: Actor) -> tuple[Waiting, ...]:
    """Return what was shared with this person last, of a dossier."""
    if not may(actor, Permission.DOSSIER_READ):
        return ()
    return tuple(
        Waiting(
            item.title,
            reverse("dossier:shared_item", args=[item.evidence_id]),
            _("%(name)s shared this with you.") % {"name": item.owner},
            _("Read"),
        )
        for item in shared_with(actor)[:_FIRST]
    )


def _waiting(actor: Actor, line: RoundLine) -> Waiting | None:
    """Return what a round asks of somebody now, when it asks anything."""
    facts, url = line.facts, reverse("groups:round", args=[line.facts.id])
    if not line.managed:
        if facts.stage != RoundStage.OPEN or not may(actor, Permission.SIGN_UP):
            return None
        return Waiting(facts.name, url, _until(facts), _("Look or sign up"))
    asked = {
        RoundStage.PREPARING: _("Open for schools"),
        RoundStage.OPEN: _("See the sign-ups"),
        RoundStage.PROPOSING: _("Form the groups"),
    }
    if facts.stage not in asked:
        return None
    signed = _("%(number)s schools signed up") % {"number": line.sign_ups or 0}
    return Waiting(facts.name, url, " · ".join(filter(None, [signed, _until(facts)])), asked[facts.stage])


def _until(facts: RoundFacts) -> str:
    if facts.sign_up_ends_on is None or facts.stage != RoundStage.OPEN:
        return ""
    return _("sign-up until %(day)s") % {"day": date_format(facts.sign_up_ends_on)}


def _line(today: date, lines: tuple[RoundLine, ...], groups: tuple[GroupView, ...]) -> Line:
    this = school_year_of(today)
    years = tuple(
        Year(year.label, year.begins_on, year.ends_on)
        for year in (this.following(-1), this, this.following())
    )
    dated = {
        (line.facts.sign_up_ends_on, _("Sign-up ends: %(name)s") % {"name": line.facts.name}): reverse(
            "groups:round", args=[line.facts.id]
        )
        for line in lines
        if line.facts.sign_up_ends_on is not None
    }
    happened = {
        (
            localdate(group.published_at),
            _("Groups published: %(name)s") % {"name": group.round.name},
        ): reverse("groups:own")
        for group in groups
    }
    inside = sorted(
        (*key, url)
        for key, url in (dated | happened).items()
        if years[0].begins_on <= key[0] <= years[-1].ends_on
    )
    coming = min((on for on, label in dated if on >= today), default=None)

    def state(on: date, label: str) -> State:
        if on < today or (on, label) in happened:
            return "done"
        return "next" if on == coming else "planned"

    return Line(years, tuple(Moment(on, label, state(on, label), url) for on, label, url in inside), today)
