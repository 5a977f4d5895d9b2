"""A file of HR: what is wrong with it, what it would do, and then bringing it in.

Of a small file nothing is kept in between: the rows go along, signed, from the preview to the confirmation.
The rows of a large one are kept for a day, and brought in by the worker.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.organisations.rules import refusal
from startlijn.base.post.terms import JobState
from startlijn.base.seams import now
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.imports import left_out_of_import, own_import
from startlijn.domain.guidance.queries.preview import Deed, Planned, preview
from startlijn.domain.guidance.rules.file_mistakes import BadPeopleFileError
from startlijn.domain.guidance.rules.people_file import (
    AT_ONCE,
    COLUMNS,
    MOST_ROWS,
    NEEDED,
    PLACES,
    as_plain,
    from_plain,
    people_rows,
)
from startlijn.engines.tables import BadTable, write_csv
from startlijn.web.attachments import download
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.starters.small_forms import FileForm
from startlijn.web.starters.views.overview import crumbs
from startlijn.web.starters.words import DEEDS

_LASTS = 60 * 60
_SHOWN = 200


def _salt(request: Request) -> str:
    """Return what ties the rows to who read them, and where."""
    return f"starters.import:{request.actor.person_id}:{request.actor.partnership_id}"


def _sealed(request: Request, value: Any) -> str:
    return signing.dumps(value, salt=_salt(request), compress=True)


def _opened(request: Request) -> Any:
    """Return what was sealed; None when it was changed, is somebody else's, or is too old."""
    try:
        return signing.loads(request.POST.get("rows", ""), salt=_salt(request), max_age=_LASTS)
    except signing.BadSignature:
        return None


def _left_out(found: Iterable[tuple[int | None, str, str]]) -> list[list[Any]]:
    return [[row, name, why] for row, name, why in found]


@door(Permission.LINE_REGISTER, "GET", "POST")
def upload(request: Request) -> HttpResponse:
    """Read a file; show what is wrong, or what it would do. Nothing is written."""
    form = FileForm(request.POST or None, request.FILES or None)
    trail = crumbs((_("From a file"), ""))
    context: dict[str, Any] = {"form": form, "most": MOST_ROWS, "crumbs": trail, "columns": _columns()}
    if request.method == "POST" and form.is_valid():
        try:
            rows = people_rows(form.cleaned_data["file"].read())
        except BadTable as error:
            for sentence in refusal(error):
                form.add_error("file", sentence)
        except BadPeopleFileError as error:
            found = [(each.row, each.name, each.sentence()) for each in error.problems]
            form.add_error("file", _("This file cannot be used yet. Nothing was written."))
            context |= {"problems": found, "sealed": _sealed(request, _left_out(found))}
        else:
            return _preview(request, preview(request.actor, rows), trail)
    return render(request, "starters/import.html", context)


def _columns() -> dict[str, str]:
    """Return the names of the columns as they may stand in the file: English, and one in Dutch."""
    said = {
        word: word if word == other else f"{word} ({other})"
        for word, other in ((word, names[-1].replace("_", " ")) for word, names in COLUMNS.items())
    }
    groups = {"always": NEEDED, "where": PLACES}
    rest = [word for word in COLUMNS if word not in {*NEEDED, *PLACES}]
    return {
        "known": ", ".join(said[word] for word in rest),
        **{name: ", ".join(said[word] for word in words) for name, words in groups.items()},
    }


def _preview(request: Request, planned: tuple[Planned, ...], trail: list[dict[str, str]]) -> HttpResponse:
    counts = Counter(each.deed for each in planned)
    refused = [each for each in planned if each.deed == Deed.REFUSE]
    context = {
        "lines": [{"planned": each, "deed": DEEDS[each.deed]} for each in planned[:_SHOWN]],
        "rest": max(0, len(planned) - _SHOWN),
        "counts": [{"deed": DEEDS[deed], "count": counts[deed]} for deed in Deed if counts[deed]],
        "does": any(counts[deed] for deed in (Deed.REGISTER, Deed.ADD, Deed.CHANGE)),
        "refused": len(refused),
        "large": len(planned) > AT_ONCE,
        "sealed": _kept(request, planned),
        "sealed_refused": _sealed(
            request, _left_out((each.row.row, each.row.name, each.why) for each in refused)
        ),
        "crumbs": trail,
    }
    return render(request, "starters/preview.html", context)


def _kept(request: Request, planned: Sequence[Planned]) -> str:
    """Return what goes along to the confirmation: the rows, or for a large file where they are kept."""
    rows = [each.row for each in planned]
    if len(rows) <= AT_ONCE:
        return _sealed(request, as_plain(rows))
    return _sealed(request, {"file": str(actions.keep_import(by=request.actor, at=now(), rows=rows))})


def _too_late(request: Request) -> HttpResponseRedirect:
    messages.error(request, _("This preview is too old. Read the file again."))
    return redirect("starters:import")


@door(Permission.LINE_REGISTER, "POST")
def confirm(request: Request) -> HttpResponse:
    """Bring the rows in that were shown."""
    opened = _opened(request)
    if opened is None:
        return _too_late(request)
    if not isinstance(opened, list):
        return _too_late(request)
    done = actions.import_people(by=request.actor, at=now(), rows=from_plain(opened))
    context = {
        "counts": [{"deed": DEEDS[deed], "count": done.counts[deed]} for deed in Deed if done.counts[deed]],
        "refused": done.refused,
        "sealed": _sealed(
            request, _left_out((each.row.row, each.row.name, each.why) for each in done.refused)
        ),
        "crumbs": crumbs((_("From a file"), "")),
    }
    return render(request, "starters/imported.html", context)


@door(Permission.LINE_REGISTER, "POST")
def start(request: Request) -> HttpResponse:
    """Let the worker bring in the rows of a large file that were shown."""
    opened = _opened(request)
    if not isinstance(opened, dict):
        return _too_late(request)
    actions.start_import(
        by=request.actor, at=now(), file_id=UUID(opened["file"]), language=get_language() or "nl"
    )
    return redirect("starters:import_progress")


@door(Permission.LINE_REGISTER)
def progress(request: Request) -> HttpResponse:
    """Show how far the last large file is; a step of it to htmx."""
    run = own_import(request.actor)
    if run is None:
        return redirect("starters:import")
    going_on = run.state in {JobState.WAITING, JobState.RUNNING}
    if request.htmx and not going_on:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "run": run,
        "going_on": going_on,
        "failed": run.state in {JobState.FAILED, JobState.CANCELLED},
        "text": _("%(done)s of %(total)s rows") % {"done": run.done, "total": run.total}
        if run.total
        else _("Waiting for its turn …"),
        "most": run.total or 1,
        "counts": [{"deed": DEEDS[deed], "count": run.counts[deed]} for deed in Deed if run.counts.get(deed)],
        "crumbs": crumbs((_("From a file"), "")),
    }
    return render(
        request, "starters/progress_step.html" if request.htmx else "starters/progress.html", context
    )


@door(Permission.LINE_REGISTER)
def progress_left_out(request: Request) -> HttpResponse:
    """Give what was left out of the last large file: row, name, reason."""
    try:
        found = left_out_of_import(request.actor)
    except NotVisibleError:
        messages.error(request, _("This list is not kept any more. Read the file again."))
        return redirect("starters:import")
    return download(found.data, "text/csv; charset=utf-8", "left-out.csv")


@door(Permission.LINE_REGISTER, "POST")
def left_out(request: Request) -> HttpResponse:
    """Give the rows that were left out as a file: row, name, reason."""
    opened = _opened(request)
    if opened is None:
        return _too_late(request)
    content = write_csv([_("Row"), _("Name"), _("Why")], opened)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="left-out.csv"'
    return response
