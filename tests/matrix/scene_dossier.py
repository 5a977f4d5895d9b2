"""Dossiers with pieces that are kept, given and given no more, feedback in both directions, and handed in.

Needs everything of guidance to be there.
"""

from datetime import timedelta

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
        given = _piece(half, mine, "given", now=(coach,), ended=(leader,))
        _hand_in(half, mine, given)
        _piece(half, _dossier(half, pooled), "given", now=(institute,))
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


def _piece(
    half: Half, dossier: Dossier, name: str, *, now: tuple[Person, ...] = (), ended: tuple[Person, ...] = ()
) -> Evidence:
    """Add a piece with a file, given to people now and not any more."""
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
    read = Way(people=frozenset(person.pk for person in now))
    half.add(row, row.title, dossier_own=own, dossier_read=read)
    shows = EvidenceFor.objects.create(**common, evidence=row, indicator=INDICATOR)
    half.add(shows, dossier_own=own, dossier_read=read)
    for person in (*now, *ended):
        _give(half, row, person, holds=person in now)
    return row


def _give(half: Half, row: Evidence, person: Person, *, holds: bool) -> None:
    on, month = today(), timedelta(days=30)
    made = Release.objects.create(
        partnership=half.world.partnership,
        evidence=row,
        role=RoleAssignment.objects.get(person=person),
        purpose="coaching",
        started_on=on if holds else on - 2 * month,
        finished_on=on + month if holds else on - month,
        released_at=AT,
    )
    owner = row.dossier.person
    # The row stays known to the receiver; what it opens ends with it.
    half.add(
        made,
        dossier_own=Way(people=frozenset({owner.pk})),
        dossier_read=Way(people=frozenset({person.pk})),
    )
    half.told.setdefault(owner.pk, set()).add(person.pk)
    if holds:
        half.told.setdefault(person.pk, set()).add(owner.pk)


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
