"""Dossiers with pieces that are kept, given and given no more, feedback in both directions, and handed in.

Needs everything of guidance to be there.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from startlijn.base.access.terms import Place, Role
from startlijn.base.files import actions as files
from startlijn.base.files.models import StoredFile
from startlijn.base.files.terms import Upload
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.seams import today
from startlijn.domain.dossier.models import (
    BoardWord,
    Dossier,
    Evidence,
    EvidenceFor,
    FeedbackRequest,
    Release,
    Submission,
    SubmittedFile,
)
from tests.conftest import AT
from tests.engines.media import samples
from tests.matrix.things import MARK, Half, Thing, Way, stands

INDICATOR = "didactics-goals"
NOW, ENDED, ANNOUNCED = "now", "ended", "announced"
READERS = (Role.COACH, Role.SCHOOL_EDUCATOR, Role.SCHOOL_LEADER, Role.TEAM_LEADER)


def add_dossiers(half: Half) -> None:
    """Add everything of the dossier to half of the scene."""
    with half.world.here():
        starter = half.persona(Role.STARTER, Place.SCHOOL).person
        pooled = half.persona(Role.STARTER, Place.PARTNERSHIP).person
        left = half.persona(Role.DOSSIER_OWNER, Place.PARTNERSHIP).person
        coach = half.persona(Role.COACH, Place.SCHOOL).person
        leader = half.persona(Role.SCHOOL_LEADER, Place.SCHOOL).person
        institute = half.persona(Role.INSTITUTE_EDUCATOR, Place.INSTITUTE).person
        mine = _dossier(half, starter)
        _piece(half, mine, "kept")
        given = _piece(half, mine, "given", {_role_of(coach): NOW, _role_of(leader): ENDED})
        _hand_in(half, mine, given)
        _piece(half, _dossier(half, pooled), "given", {_role_of(institute): NOW})
        # Still with another role; the one through which it was given has ended, or has yet to begin.
        team = half.persona(Role.TEAM_LEADER, Place.SCHOOL).person
        leads = _role_of(team)
        was, will_be = _coaching(half, team, ENDED), _coaching(half, team, ANNOUNCED)
        _piece(half, mine, "given before", {was: NOW, will_be: NOW}, opens=False)
        _piece(half, mine, "to be given", {leads: ANNOUNCED}, opens=False)
        _piece(half, _dossier(half, left), "kept")
        _ask(half, starter, coach, answer="goed")
        _ask(half, leader, starter)
        _ask(half, left, institute, answer="mooi")
        word = BoardWord.objects.create(
            partnership=half.world.partnership,
            board_id=half.places[Place.BOARD],
            indicator=INDICATOR,
            words="Doelgericht",
        )
        reached = stands(partnership=half.whole, board=word.board_id)
        half.things.append(Thing(word, half.whole, reached))
        _tell_who_can_be_given(half)


def _dossier(half: Half, person: Person) -> Dossier:
    row = Dossier.objects.create(
        partnership=half.world.partnership,
        person=person,
        profile="competence-profile.2026-1",
        opened_at=AT,
    )
    half.add(row, dossier_own=Way(people=frozenset({person.pk})))
    return row


def _role_of(person: Person) -> RoleAssignment:
    return RoleAssignment.objects.get(person=person)


def _dates(state: str) -> tuple[date, date]:
    on, month = today(), timedelta(days=30)
    return {
        NOW: (on, on + month),
        ENDED: (on - 2 * month, on - month),
        ANNOUNCED: (on + month, on + 2 * month),
    }[state]


def _coaching(half: Half, person: Person, state: str) -> RoleAssignment:
    """Add a role of coach at the own school beside what somebody has: one that ended, or begins later."""
    school, (started_on, finished_on) = half.schools["own"], _dates(state)
    row = RoleAssignment.objects.create(
        partnership=half.world.partnership,
        person=person,
        role=Role.COACH,
        school=school,
        started_on=started_on,
        finished_on=finished_on,
    )
    where = {"partnership": half.whole, "sub_region": half.regions["own"].pk}
    reached = stands(**where, board=school.board_id, school=school.pk)
    half.things.append(Thing(row, half.whole, reached, person_id=person.pk))
    return row


def _piece(
    half: Half,
    dossier: Dossier,
    name: str,
    given: Mapping[RoleAssignment, str] = MappingProxyType({}),
    *,
    opens: bool = True,
) -> Evidence:
    """Add a piece with a file, given to roles; `opens` unless the roles themselves do not hold."""
    common = {"partnership": half.world.partnership}
    owner = dossier.person
    file = files.keep_file(
        by=half.world.operator,
        at=AT,
        owner_id=owner.pk,
        partnership_id=half.whole,
        upload=Upload(f"{MARK} file {name} of {owner}.pdf", samples.PDF),
    )
    half.things.append(Thing(file, half.whole, {}, person_id=owner.pk))
    row = Evidence.objects.create(
        **common,
        dossier=dossier,
        kind="file",
        title=f"{MARK} {name} piece of {owner}",
        text="Zo ging het",
        file=file,
        added_at=AT,
        changed_at=AT,
    )
    own = Way(people=frozenset({owner.pk}))
    now = [role.person_id for role, state in given.items() if state == NOW and opens]
    read = Way(people=frozenset(now))
    half.add(row, row.title, dossier_own=own, dossier_read=read)
    shows = EvidenceFor.objects.create(**common, evidence=row, indicator=INDICATOR)
    half.add(shows, dossier_own=own, dossier_read=read)
    for role, state in given.items():
        _give(half, row, role, state)
    return row


def _give(half: Half, row: Evidence, role: RoleAssignment, state: str) -> None:
    """Give a piece to a role. While the role holds its holder knows the release, also when that has ended."""
    started_on, finished_on = _dates(state)
    made = Release.objects.create(
        partnership=half.world.partnership,
        evidence=row,
        role=role,
        purpose="coaching",
        started_on=started_on,
        finished_on=finished_on,
        released_at=AT,
    )
    owner, person_id = row.dossier.person, role.person_id
    holds = role.started_on <= today() and (role.finished_on is None or role.finished_on > today())
    half.add(
        made,
        dossier_own=Way(people=frozenset({owner.pk})),
        dossier_read=Way(people=frozenset({person_id} if holds else ())),
    )
    half.told.setdefault(owner.pk, set()).add(person_id)
    if holds and state == NOW:
        half.told.setdefault(person_id, set()).add(owner.pk)


def _hand_in(half: Half, dossier: Dossier, row: Evidence) -> None:
    common = {"partnership": half.world.partnership}
    made = Submission.objects.create(
        **common,
        dossier=dossier,
        content={"statement": f"{MARK} statement", "items": []},
        sha256="0" * 64,
        submitted_at=AT,
    )
    own = Way(people=frozenset({dossier.person_id}))
    half.add(made, dossier_own=own)
    file = StoredFile.objects.get(pk=row.file_id)
    half.add(SubmittedFile.objects.create(**common, submission=made, file=file), dossier_own=own)


def _ask(half: Half, asker: Person, giver: Person, answer: str = "") -> None:
    row = FeedbackRequest.objects.create(
        partnership=half.world.partnership,
        asker=asker,
        giver=giver,
        question=f"{MARK} question of {asker}",
        asked_at=AT,
        due_on=today(),
        answer=answer and f"{MARK} {answer} to {asker}",
        answered_at=AT if answer else None,
    )
    half.add(
        row,
        row.question,
        feedback_ask=Way(people=frozenset({asker.pk})),
        feedback_give=Way(people=frozenset({giver.pk})),
    )
    half.told.setdefault(asker.pk, set()).add(giver.pk)
    half.told.setdefault(giver.pk, set()).add(asker.pk)


def _tell_who_can_be_given(half: Half) -> None:
    """Tell a teacher to whom something can be given: who works near, the own coach, the institute."""
    roles = [thing.row for thing in half.things if isinstance(thing.row, RoleAssignment)]
    own = half.schools["own"].pk
    at_school = {row.person_id for row in roles if row.school_id == own and row.role in READERS}
    teaching = {row.person_id for row in roles if row.role == Role.INSTITUTE_EDUCATOR}
    places = {half.places[place] for place in (Place.INSTITUTE, Place.BOARD, Place.SCHOOL)}
    board_coach = {half.persona(Role.COACH, Place.BOARD).person.pk}
    both = {half.people["both"].pk, half.schools["strange"].pk}
    for place, known in (
        (Place.SCHOOL, at_school),
        (Place.BOARD, both | {half.persona(Role.POOL_COORDINATOR, Place.BOARD).person.pk}),
        (Place.PARTNERSHIP, board_coach | {half.persona(Role.POOL_COORDINATOR, Place.PARTNERSHIP).person.pk}),
    ):
        person = half.persona(Role.STARTER, place).person
        half.told.setdefault(person.pk, set()).update(known | teaching | places)
    owner = half.persona(Role.DOSSIER_OWNER, Place.PARTNERSHIP).person
    half.told.setdefault(owner.pk, set()).update(teaching | places)
