"""Parts of the verbs beside it: the own dossier, locked; room, files and indicators."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files import actions as files
from startlijn.base.files.models import StoredFile
from startlijn.base.files.terms import Upload
from startlijn.base.journal.actions import record
from startlijn.domain.dossier.models import Dossier, Evidence, EvidenceFor, SubmittedFile
from startlijn.domain.dossier.queries.own import keys_of, profile_in_force, profile_of
from startlijn.domain.dossier.rules.checking import checked
from startlijn.domain.dossier.terms import MOST_EVIDENCE, DossierFullError, EvidenceKind, NewEvidence


def own_locked(by: Actor, at: datetime) -> Dossier:
    """Return the actor's own dossier, begun when there is none, and locked until the transaction ends."""
    must(by, Permission.DOSSIER_OWN)
    if by.person_id is None:
        raise NotVisibleError("Dossier")
    return locked_dossier(by, at, by.person_id)


def locked_dossier(by: Actor, at: datetime, person_id: UUID) -> Dossier:
    """Return somebody's dossier, begun when there is none, locked. The caller checked the right."""
    if by.partnership_id is None:
        raise NotVisibleError("Dossier")
    made, _new = Dossier.objects.get_or_create(
        partnership_id=by.partnership_id,
        person_id=person_id,
        defaults={"profile": profile_in_force().id, "opened_at": at},
    )
    return Dossier.objects.select_for_update(of=("self",)).get(pk=made.pk)


def must_have_room(dossier: Dossier, more: int = 1) -> None:
    """Raise `DossierFullError` when so many more pieces do not fit."""
    if Evidence.objects.filter(dossier=dossier).count() + more > MOST_EVIDENCE:
        raise DossierFullError(most=MOST_EVIDENCE)


def keep_upload(by: Actor, at: datetime, dossier: Dossier, upload: Upload | None) -> StoredFile | None:
    """Keep the file that comes with a piece, when there is one. Raises `BadFileError`, `QuotaError`."""
    if upload is None:
        return None
    return files.keep_file(
        by=by, at=at, owner_id=dossier.person_id, partnership_id=dossier.partnership_id, upload=upload
    )


def show(row: Evidence, indicators: Iterable[str]) -> None:
    """Let a piece show these indicators and no others."""
    EvidenceFor.objects.filter(evidence=row).delete()
    EvidenceFor.objects.bulk_create(
        EvidenceFor(partnership_id=row.partnership_id, evidence=row, indicator=key) for key in indicators
    )


def keep_copy(
    by: Actor,
    at: datetime,
    *,
    kind: EvidenceKind,
    source: UUID,
    title: str,
    indicators: Iterable[str],
    content: Callable[[], Mapping[str, Any]],
    action: str,
) -> Evidence:
    """Take a copy of what stands elsewhere into the own dossier; twice is the same as once.

    `content` gives what it holds now, with its day under "on" (ISO, or None); it is asked only when there is
    no copy yet.
    """
    dossier = own_locked(by, at)
    earlier = Evidence.objects.filter(dossier=dossier, source=source).first()
    if earlier is not None:
        return earlier
    held = dict(content())
    new = NewEvidence(kind, title, indicators=tuple(indicators))
    tidy = checked(new, known=keys_of(profile_of(dossier)), has_file=False)
    must_have_room(dossier)
    made = Evidence.objects.create(
        partnership_id=dossier.partnership_id,
        dossier=dossier,
        kind=kind,
        title=tidy.title,
        content=held,
        source=source,
        happened_on=date.fromisoformat(held["on"]) if held["on"] else None,
        added_at=at,
        changed_at=at,
    )
    show(made, tidy.indicators)
    record(by=by, at=at, action=action, on=made)
    return made


def drop_file(by: Actor, at: datetime, file_id: UUID | None) -> None:
    """Remove a file that no piece has any more, unless it was handed in: then it stays with that."""
    if file_id is None or Evidence.objects.filter(file=file_id).exists():
        return
    if not SubmittedFile.objects.filter(file=file_id).exists():
        files.remove_file(by=by, at=at, file_id=file_id)
