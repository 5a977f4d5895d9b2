"""What was handed in: for the teacher, and for the capability that assesses it behind its own gate."""

from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files import queries as files
from startlijn.base.files.terms import FileContent
from startlijn.domain.dossier.models import Submission, SubmittedFile
from startlijn.domain.dossier.terms import Snapshot


def _snapshot(row: Submission) -> Snapshot:
    return Snapshot(
        row.pk, row.dossier.person_id, row.assessment_id, row.submitted_at, row.content, row.sha256
    )


def submission_for(actor: Actor, submission_id: UUID) -> Snapshot:
    """Return what the actor handed in, as it was; raise `NotVisibleError` for anybody else's."""
    get_visible(actor, Permission.DOSSIER_OWN, Submission, submission_id)
    return snapshot(submission_id)


def own_submissions(actor: Actor) -> list[Snapshot]:
    """Return everything the actor handed in, newest first."""
    rows = visible(actor, Permission.DOSSIER_OWN, Submission).select_related("dossier")
    return [_snapshot(row) for row in rows.order_by("-submitted_at", "-pk")]


def snapshot(submission_id: UUID) -> Snapshot:
    """Return what was handed in, in the current partnership; raise `NotVisibleError` when there is none.

    Only for the capability that assesses: it has checked its own right (a panel member of that assessment),
    and writes down the reading with `journal.read`.
    """
    row = Submission.objects.select_related("dossier").filter(pk=submission_id).first()
    if row is None:
        raise NotVisibleError("Submission")
    return _snapshot(row)


def submitted_file(submission_id: UUID, file_id: UUID) -> FileContent:
    """Return a file that was handed in; raise `NotVisibleError` when it was not.

    As with `snapshot`, the caller has passed its own gate.
    """
    if not SubmittedFile.objects.filter(submission=submission_id, file=file_id).exists():
        raise NotVisibleError("StoredFile")
    return files.content(file_id)
