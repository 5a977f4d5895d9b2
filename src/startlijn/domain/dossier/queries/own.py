"""The own dossier: what is in it, what it covers, and who may read what of it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.files import queries as files
from startlijn.base.files.terms import FileContent
from startlijn.base.organisations.models import School
from startlijn.base.seams import today
from startlijn.content.instruments import Instrument, instrument, packaged_instruments
from startlijn.domain.dossier.models import BoardWord, Dossier, Evidence, EvidenceFor, Release
from startlijn.domain.dossier.rules.checking import in_order
from startlijn.domain.dossier.rules.coverage import coverage
from startlijn.domain.dossier.terms import (
    PROFILE_KEY,
    AreaCover,
    DossierPage,
    EvidenceFacts,
    EvidenceKind,
    ReleaseFacts,
    ReleasePurpose,
    Stage,
)


def profile_in_force() -> Instrument:
    """Return the newest packaged competence profile."""
    return next(each for each in packaged_instruments() if each.key == PROFILE_KEY)


def profile_of(dossier: Dossier | None) -> Instrument:
    """Return the profile a dossier follows; the one in force when it has none, or one we do not know."""
    try:
        return instrument(dossier.profile) if dossier else profile_in_force()
    except KeyError:
        return profile_in_force()


def own_dossier(actor: Actor) -> Dossier | None:
    """Return the actor's own dossier; None before anything was put in it."""
    must(actor, Permission.DOSSIER_OWN)
    return visible(actor, Permission.DOSSIER_OWN, Dossier).filter(person=actor.person_id).first()


def _running(on: object) -> Q:
    role_holds = Q(releases__role__finished_on=None) | Q(releases__role__finished_on__gt=on)
    return Q(releases__started_on__lte=on, releases__finished_on__gt=on) & role_holds


def own_rows(actor: Actor) -> QuerySet[Evidence]:
    """Return the actor's own evidence with its file and indicators, newest first. `running`: releases."""
    rows = visible(actor, Permission.DOSSIER_OWN, Evidence).filter(dossier__person=actor.person_id)
    return (
        Evidence.objects.filter(pk__in=rows.values("pk"))
        .select_related("file", "dossier")
        .prefetch_related("shows")
        .annotate(running=Count("releases", filter=_running(today()), distinct=True))
        .order_by("-added_at", "-pk")
    )


def facts_of(row: Evidence, keys: Iterable[str]) -> EvidenceFacts:
    """Return a piece of evidence as a page shows it; `keys` are the indicators in order."""
    return EvidenceFacts(
        row.pk,
        EvidenceKind(row.kind),
        row.title,
        row.text,
        row.link,
        row.happened_on,
        in_order((each.indicator for each in row.shows.all()), keys),
        row.content,
        files.facts_of(row.file) if row.file else None,
        row.came_from,
        row.added_at,
        row.version,
        getattr(row, "running", 0),
    )


def keys_of(profile: Instrument) -> tuple[str, ...]:
    """Return the keys of the indicators of a profile, in its order."""
    return tuple(item.key for item in profile.items)


def own_row(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return one of the actor's own pieces; raise `NotVisibleError` for any other."""
    get_visible(actor, Permission.DOSSIER_OWN, Evidence, evidence_id)
    return own_rows(actor).get(pk=evidence_id)


def own_item(actor: Actor, evidence_id: UUID) -> EvidenceFacts:
    """Return one of the actor's own pieces as a page shows it; raise `NotVisibleError` for any other."""
    row = own_row(actor, evidence_id)
    return facts_of(row, keys_of(profile_of(row.dossier)))


def own_file(actor: Actor, evidence_id: UUID) -> FileContent:
    """Return the file of one of the actor's own pieces; raise `NotVisibleError` when there is none."""
    row = own_row(actor, evidence_id)
    if row.file_id is None:
        raise NotVisibleError("StoredFile")
    return files.content(row.file_id)


def dossier_page(actor: Actor) -> DossierPage:
    """Return the own dossier with what it covers. Five queries, however much is in it."""
    dossier = own_dossier(actor)
    profile = profile_of(dossier)
    stage = Stage(dossier.stage) if dossier else Stage.BASIC
    shown: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    pieces = 0
    if dossier is not None:
        rows = EvidenceFor.objects.filter(evidence__dossier=dossier).select_related("evidence")
        for row in rows.order_by("-evidence__added_at", "-evidence__pk"):
            shown[row.indicator].append((row.evidence_id, row.evidence.title))
        pieces = Evidence.objects.filter(dossier=dossier).count()
    return DossierPage(
        stage,
        dossier.started_in_training if dossier else False,
        profile.title.told(),
        dossier.version if dossier else 0,
        coverage(profile, stage, shown, own_words(actor)),
        pieces,
    )


def areas_to_choose(actor: Actor) -> tuple[AreaCover, ...]:
    """Return the areas and indicators of the own profile, in its order. Two queries."""
    dossier = own_dossier(actor)
    stage = Stage(dossier.stage) if dossier else Stage.BASIC
    return coverage(profile_of(dossier), stage, {}, own_words(actor))


def own_words(actor: Actor) -> dict[str, str]:
    """Return what the boards that the actor works for call an indicator."""
    schools = [grant.place_id for grant in actor.grants if grant.place is Place.SCHOOL]
    boards = [grant.place_id for grant in actor.grants if grant.place is Place.BOARD]
    at_schools = School.objects.filter(pk__in=schools).values("board")
    found: dict[str, str] = {}
    for row in BoardWord.objects.filter(Q(board__in=at_schools) | Q(board__in=boards)).order_by("pk"):
        earlier = found.get(row.indicator)
        if row.words != earlier:
            found[row.indicator] = f"{earlier} / {row.words}" if earlier else row.words
    return found


def own_releases(actor: Actor, evidence_id: UUID | None = None) -> list[ReleaseFacts]:
    """Return to whom the actor gave what, running first; of one piece, or of all."""
    rows = visible(actor, Permission.DOSSIER_OWN, Release).select_related("evidence", "role__person")
    if evidence_id is not None:
        rows = rows.filter(evidence=evidence_id)
    on = today()
    found = [
        ReleaseFacts(
            row.pk,
            row.evidence_id,
            row.evidence.title,
            str(row.role.person),
            Role(row.role.role),
            ReleasePurpose(row.purpose),
            row.started_on,
            row.finished_on,
            holds=row.finished_on > on and (row.role.finished_on is None or row.role.finished_on > on),
            revoked=row.revoked_at is not None,
        )
        for row in rows.order_by(F("finished_on").desc(), "-pk")
    ]
    return sorted(found, key=lambda release: not release.holds)


def own_pieces(actor: Actor) -> list[EvidenceFacts]:
    """Return all the actor's own pieces, newest first: to choose from. Two queries."""
    return [facts_of(row, ()) for row in own_rows(actor)]
