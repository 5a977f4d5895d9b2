"""Keeping a dossier: its stage, and the pieces in it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.domain.dossier.actions.keeping import (
    drop_file,
    keep_copy,
    keep_upload,
    must_have_room,
    own_locked,
    show,
)
from startlijn.domain.dossier.models import Dossier, Evidence
from startlijn.domain.dossier.queries.own import keys_of, own_row, profile_of
from startlijn.domain.dossier.rules.checking import checked
from startlijn.domain.dossier.terms import (
    BY_HAND,
    EvidenceKind,
    FrozenEvidenceError,
    NewEvidence,
    Stage,
)
from startlijn.domain.observations.queries.contents import content_of


@transaction.atomic
def choose_stage(
    *, by: Actor, at: datetime, stage: Stage, started_in_training: bool, expected_version: int
) -> Dossier:
    """Say towards which stage the actor works, and whether the dossier began in teacher training.

    `expected_version` is 0 before there is a dossier. Raises `VersionConflictError`, `NotVisibleError`.
    """
    dossier = own_locked(by, at)
    if expected_version or dossier.version > 1:
        dossier.expect(expected_version)
    dossier.stage, dossier.started_in_training = stage, started_in_training
    dossier.version += 1
    dossier.save(update_fields=["stage", "started_in_training", "version"])
    record(by=by, at=at, action="dossier.stage", on=dossier, details={"stage": int(stage)})
    return dossier


@transaction.atomic
def add_evidence(*, by: Actor, at: datetime, new: NewEvidence) -> Evidence:
    """Put a piece in the own dossier, which begins with its first piece.

    Raises `EmptyEvidenceError`, `EmptyTextError`, `BadLinkError`, `UnknownIndicatorError`, `BadFileError`,
    `QuotaError`, `DossierFullError`; `NotVisibleError` for a kind that is not made by hand.
    """
    if new.kind not in BY_HAND:
        raise NotVisibleError("Evidence")
    dossier = own_locked(by, at)
    tidy = checked(new, known=keys_of(profile_of(dossier)), has_file=False)
    must_have_room(dossier)
    made = Evidence.objects.create(
        partnership_id=dossier.partnership_id,
        dossier=dossier,
        kind=tidy.kind,
        title=tidy.title,
        text=tidy.text,
        link=tidy.link,
        file=keep_upload(by, at, dossier, tidy.upload),
        happened_on=tidy.happened_on,
        added_at=at,
        changed_at=at,
    )
    show(made, tidy.indicators)
    record(by=by, at=at, action="dossier.add", on=made, details={"kind": tidy.kind.value})
    return made


@transaction.atomic
def change_evidence(
    *, by: Actor, at: datetime, evidence_id: UUID, expected_version: int, new: NewEvidence
) -> Evidence:
    """Change a piece; its kind stays. A new file takes the place of the old one; without one the old stays.

    Of what somebody else wrote only title, day and indicators can change (`FrozenEvidenceError`). Raises as
    `add_evidence`, and `VersionConflictError`, `NotVisibleError`.
    """
    own_row(by, evidence_id)
    dossier = own_locked(by, at)
    row = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence_id).expect(expected_version)
    known = {*keys_of(profile_of(dossier)), *row.shows.values_list("indicator", flat=True)}
    tidy = checked(new, known=known, has_file=row.file_id is not None)
    if tidy.kind != row.kind:
        raise NotVisibleError("Evidence")
    if row.kind not in BY_HAND and (tidy.upload or (tidy.text, tidy.link) != (row.text, row.link)):
        raise FrozenEvidenceError
    earlier = row.file_id
    if tidy.upload is not None:
        row.file = keep_upload(by, at, dossier, tidy.upload)
    row.title, row.text, row.link, row.happened_on = tidy.title, tidy.text, tidy.link, tidy.happened_on
    row.changed_at = at
    row.version += 1
    row.save()
    show(row, tidy.indicators)
    if row.file_id != earlier:
        drop_file(by, at, earlier)
    record(by=by, at=at, action="dossier.change", on=row)
    return row


@transaction.atomic
def remove_evidence(*, by: Actor, at: datetime, evidence_id: UUID) -> None:
    """Remove a piece with who could read it; what was handed in stays handed in. Raises `NotVisibleError`."""
    row = own_row(by, evidence_id)
    own_locked(by, at)
    file_id = row.file_id
    record(by=by, at=at, action="dossier.remove", on=row)
    Evidence.objects.filter(pk=row.pk).delete()
    drop_file(by, at, file_id)


@transaction.atomic
def keep_observation(
    *, by: Actor, at: datetime, observation_id: UUID, title: str, indicators: Iterable[str] = ()
) -> Evidence:
    """Take one of the own lesson observations into the dossier, as it is now; twice is the same as once.

    So the starter releases that one observation: what was made for coaching becomes part of nothing else.
    Raises `NotVisibleError`, `DossierFullError`, `UnknownIndicatorError`, `EmptyTextError`.
    """
    return keep_copy(
        by,
        at,
        kind=EvidenceKind.OBSERVATION,
        source=observation_id,
        title=title,
        indicators=indicators,
        content=lambda: content_of(by, observation_id),
        action="dossier.keep_observation",
    )
