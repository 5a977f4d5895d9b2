"""How far a large file of HR is: for who brought it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files.models import StoredFile
from startlijn.base.files.queries import content
from startlijn.base.files.terms import FileContent, FileGoneError
from startlijn.base.post.models import Job
from startlijn.base.post.terms import JobState
from startlijn.domain.guidance.terms import IMPORT_JOB


@dataclass(frozen=True, slots=True)
class ImportRun:
    """The last large file of somebody: `done` of `total` rows, and what became of them by deed."""

    state: JobState
    done: int
    total: int
    counts: Mapping[str, int]
    left_out: UUID | None


def own_import(actor: Actor) -> ImportRun | None:
    """Return how far the actor's last large file is; None when there was none in the past month."""
    must(actor, Permission.LINE_REGISTER)
    job = Job.objects.filter(kind=IMPORT_JOB, person=actor.person_id).order_by("-created_at", "-id").first()
    if job is None or actor.person_id is None:
        return None
    told = job.progress
    return ImportRun(
        JobState(job.state),
        told.get("done", 0),
        told.get("total", 0),
        told.get("counts", {}),
        UUID(told["left_out"]) if "left_out" in told else None,
    )


def left_out_of_import(actor: Actor) -> FileContent:
    """Return the list of what was left out of the last large file, which is kept for a day.

    Raises `NotVisibleError` when there is none (any more).
    """
    run = own_import(actor)
    if run is None or run.left_out is None:
        raise NotVisibleError("StoredFile")
    try:
        return content(run.left_out)
    except (StoredFile.DoesNotExist, FileGoneError) as error:
        raise NotVisibleError("StoredFile") from error
