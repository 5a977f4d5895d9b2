"""Taking a dossier along, and bringing it in elsewhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files.actions import keep_file
from startlijn.base.files.terms import BadFileError, Upload
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.domain.dossier.actions.keeping import locked_dossier, must_have_room, show
from startlijn.domain.dossier.models import Dossier, Evidence
from startlijn.domain.dossier.queries.copies import files_of, history_of, own_signer, plain_of, rows_of
from startlijn.domain.dossier.queries.own import facts_of
from startlijn.domain.dossier.rules.copies import canonical, checked_content, path_of, plain_item, sha256_of
from startlijn.domain.dossier.terms import BadCopyError, Brought, DossierCopy, Imported, Stage


def _whose(by: Actor, person_id: UUID | None) -> UUID:
    """Return whose dossier it is about: the actor's own; the operator names somebody."""
    if by.operator:
        if person_id is None:
            raise NotVisibleError("Person")
        return person_id
    must(by, Permission.DOSSIER_OWN)
    if by.person_id is None or person_id not in {None, by.person_id}:
        raise NotVisibleError("Person")
    return by.person_id


@transaction.atomic
def take_copy(*, by: Actor, at: datetime, person_id: UUID | None = None) -> DossierCopy:
    """Return the whole own dossier to take along; the operator names a person.

    Raises `NotVisibleError` when there is no dossier.
    """
    owner_id = _whose(by, person_id)
    dossier = Dossier.objects.filter(person=owner_id).select_related("person").first()
    if dossier is None:
        raise NotVisibleError("Dossier")
    rows = rows_of(dossier)
    content = plain_of(dossier, rows)
    record(by=by, at=at, action="dossier.copy", on=dossier, details={"items": len(rows)})
    return DossierCopy(
        str(dossier.person), at, content, sha256_of(content), history_of(dossier), files_of(rows)
    )


@transaction.atomic
def bring_copy(*, by: Actor, at: datetime, brought: Brought, person_id: UUID | None = None) -> Imported:
    """Add what is in a copy to the own dossier; what is there already stays as it is, so twice is once.

    An empty dossier takes over the stage and the profile too: then the hash of the content is that of the
    copy. The operator names a person. Raises `BadCopyError`, `DossierFullError`, `QuotaError`,
    `NotVisibleError`.
    """
    owner_id = _whose(by, person_id)
    if not Person.objects.filter(pk=owner_id).exists():
        raise NotVisibleError("Person")
    content = checked_content(brought.content)
    dossier = locked_dossier(by, at, owner_id)
    rows = rows_of(dossier)
    if not rows:
        dossier.profile, dossier.stage = content["profile"], Stage(content["stage"])
        dossier.started_in_training = content["started_in_training"]
        dossier.version += 1
        dossier.save()
    known = {canonical(plain_item(facts_of(row, ()))) for row in rows}
    new = [item for item in content["items"] if canonical(item) not in known]
    must_have_room(dossier, len(new))
    came_from = "" if brought.came_from == own_signer() else brought.came_from
    for item in new:
        _add(by, at, dossier, item, brought.files, came_from)
    details = {"added": len(new), "known": len(content["items"]) - len(new), "from": came_from}
    record(by=by, at=at, action="dossier.bring", on=dossier, details=details)
    now_there = plain_of(dossier, rows_of(dossier))
    return Imported(len(new), len(content["items"]) - len(new), sha256_of(now_there))


def _add(
    by: Actor,
    at: datetime,
    dossier: Dossier,
    item: Mapping[str, Any],
    files: Mapping[str, bytes],
    origin: str,
) -> None:
    day = item["happened_on"]
    row = Evidence.objects.create(
        partnership_id=dossier.partnership_id,
        dossier=dossier,
        kind=item["kind"],
        title=item["title"],
        text=item["text"],
        link=item["link"],
        content=item["content"],
        happened_on=day and date.fromisoformat(day),
        came_from=origin,
        added_at=datetime.fromisoformat(item["added_at"]),
        changed_at=at,
    )
    if item["file"] is not None:
        row.file = _kept(by, at, dossier, item["file"], files)
        row.save(update_fields=["file"])
    show(row, item["indicators"])


def _kept(
    by: Actor, at: datetime, dossier: Dossier, told: Mapping[str, Any], files: Mapping[str, bytes]
) -> Any:
    """Keep a file of a copy, after the same checks as any other; it must be what the content says."""
    path = path_of(told["sha256"], told["name"])
    if path not in files:
        raise BadCopyError(entry=path)
    try:
        row = keep_file(
            by=by,
            at=at,
            owner_id=dossier.person_id,
            partnership_id=dossier.partnership_id,
            upload=Upload(told["name"], files[path]),
        )
    except BadFileError as error:
        raise BadCopyError(entry=path) from error
    if (row.sha256, row.media_type, row.size) != (told["sha256"], told["media_type"], told["size"]):
        raise BadCopyError(entry=path)
    return row
