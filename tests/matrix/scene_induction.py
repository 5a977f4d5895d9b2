"""Programmes of two schools, templates of a board and the partnership, versions in every stage, policies."""

from dataclasses import dataclass
from uuid import UUID

from startlijn.base.access.terms import Permission, Place
from startlijn.base.organisations.models import Board
from startlijn.domain.induction.models import (
    BoardIntensity,
    BoardPolicy,
    InductionProgramme,
    ProgrammeElement,
    ProgrammeVersion,
)
from startlijn.domain.induction.terms import VersionStage
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Thing, Way, stands

READ, MANAGE = Permission.PROGRAMMES_READ, Permission.PROGRAMMES_MANAGE
# Stages of the versions of a programme, from the first on.
STAGES = (VersionStage.RETIRED, VersionStage.IN_FORCE, VersionStage.CONSULTATION, VersionStage.DRAFT)


@dataclass(frozen=True)
class Owned:
    """A programme or template: who reads it, who may change it, and who runs its reviews.

    `published`: who reads the versions once they hold. Of a template these are more than the gate knows.
    """

    title: str
    owner: dict[str, object]
    read: Way
    manage: Way
    review: Way
    published: Way


def add_induction(half: Half) -> None:
    """Add everything of induction to half of the scene."""
    with half.world.here():
        for owned in (_of_school(half, "own"), _of_school(half, "strange"), *_templates(half)):
            _add_programme(half, owned)
        for board_id in sorted({school.board_id for school in half.schools.values()}):
            _add_policy(half, board_id)


def _of_school(half: Half, name: str) -> Owned:
    school = half.schools[name]
    read = stands(
        partnership=half.whole,
        sub_region=half.regions[name].pk,
        board=school.board_id,
        school=school.pk,
    )
    own = Way(stands(school=school.pk))
    title = f"{MARK} programme of {name} {half.world.partnership.slug}"
    return Owned(title, {"school": school}, Way(read), own, own, Way(read))


def _templates(half: Half) -> list[Owned]:
    """Return the templates: everybody who reads programmes reads what was published for their school."""
    slug, own = half.world.partnership.slug, half.places[Place.BOARD]
    everybody = {place: frozenset({pk}) for place, pk in half.places.items()}
    run = tuple(school.pk for school in half.schools.values() if school.board_id == own)
    below = stands(partnership=half.whole, board=own, school=run)
    whole = Way(stands(partnership=half.whole))
    return [
        Owned(
            f"{MARK} template of all {slug}",
            {"template_of": half.world.partnership},
            whole,
            whole,
            Way(),
            Way(everybody),
        ),
        Owned(
            f"{MARK} template of board {slug}",
            {"board": Board.objects.get(pk=own)},
            whole,
            Way(stands(board=own)),
            Way(),
            Way(below),
        ),
    ]


def _add_programme(half: Half, owned: Owned) -> None:
    programme = InductionProgramme.objects.create(
        partnership=half.world.partnership, sector="po", title=owned.title, created_at=AT, **owned.owner
    )
    ways = {READ: owned.read, MANAGE: owned.manage}
    pages = {READ: ((READ, owned.published), (MANAGE, owned.manage))}
    half.things.append(Thing(programme, half.whole, {}, owned.title, pages=pages, ways=ways))
    for number, stage in enumerate(STAGES, 1):
        _add_version(half, owned, programme, number, stage)


def _add_version(
    half: Half, owned: Owned, programme: InductionProgramme, number: int, stage: VersionStage
) -> None:
    """Add a version with one element; a draft is read only by who may change it."""
    common = {"partnership": half.world.partnership}
    name = f"{MARK} change {number} of {programme.title.removeprefix(MARK).strip()}"
    version = ProgrammeVersion.objects.create(
        **common, programme=programme, number=number, changes=name, created_at=AT
    )
    element = ProgrammeElement.objects.create(
        **common,
        version_of=version,
        position=1,
        title_nl=name.replace("change", "element"),
        year=1,
        form="individual",
        kind="coaching_talk",
        starter_hours=8,
        coach_hours=4,
        fixed_coach=True,
    )
    version.stage = stage
    version.in_force_from = 2023 + number if stage in {VersionStage.RETIRED, VersionStage.IN_FORCE} else None
    version.save()
    ways = {READ: owned.read, MANAGE: owned.manage}
    # Who may change it reads it in every stage; a draft nobody else does.
    reads = {
        VersionStage.DRAFT: (),
        VersionStage.CONSULTATION: ((READ, owned.read),),
    }.get(stage, ((READ, owned.published),))
    pages = {READ: (*reads, (MANAGE, owned.manage))}
    for row, more, told in (
        (version, {Permission.REVIEWS_MANAGE: owned.review}, name),
        (element, {}, element.title_nl),
    ):
        half.things.append(Thing(row, half.whole, {}, told, pages=pages, ways={**ways, **more}))


def _add_policy(half: Half, board_id: UUID) -> None:
    run = tuple(school.pk for school in half.schools.values() if school.board_id == board_id)
    reads = Way(stands(partnership=half.whole, board=board_id, school=run))
    manages = Way(stands(board=board_id))
    board = Board.objects.get(pk=board_id)
    policy = BoardPolicy.objects.create(
        partnership=half.world.partnership, board=board, approach=f"{MARK} approach of {board.name}"
    )
    intensity = BoardIntensity.objects.create(
        partnership=half.world.partnership,
        policy=policy,
        starter_type="recent_graduate",
        year=1,
        starter_hours=80,
        coach_hours=40,
    )
    half.add(policy, policy.approach, programmes_read=reads, policy_manage=manages)
    half.add(intensity, programmes_read=reads, policy_manage=manages)
