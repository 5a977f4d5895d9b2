"""Pages about the register: bring a file of DUO in, look at what changes, approve or discard."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.organisations import actions
from startlijn.base.organisations.queries import register
from startlijn.base.organisations.rules import (
    problem_sentence,
    refusal,
    registry_file,
    registry_locations,
)
from startlijn.base.organisations.terms import (
    KINDS,
    ImportState,
    NothingChangedError,
    RegistryFile,
    StaleImportError,
)
from startlijn.base.seams import now
from startlijn.engines.duo import BadFile, Kind, Problem, Trouble
from startlijn.engines.tables import BadTable
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.organisations.forms import UploadForm
from startlijn.web.organisations.tabs import tabs

_PER_PAGE = 25
_MOST_LINES = 100


@door(Permission.REGISTRY_IMPORT)
def imports(request: Request) -> HttpResponse:
    """List the imports, newest first, and how large the register is."""
    page = Paginator(register.imports(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"import": each, "kind": KINDS[Kind(each.kind)]} for each in page]
    context = {
        "tabs": tabs(request.actor, "imports"),
        "page": page,
        "rows": rows,
        "size": register.register_size(),
        "staged": ImportState.STAGED,
    }
    return render(request, "organisations/imports.html", context)


@door(Permission.REGISTRY_IMPORT, "GET", "POST")
def upload(request: Request) -> HttpResponse:
    """Take a file of DUO and lay it beside the register; nothing is written into the register yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            staged = actions.stage_import(
                by=request.actor,
                at=now(),
                file=_read(form),
                allow_fewer=form.cleaned_data["allow_fewer"],
            )
        except (BadTable, BadFile) as error:
            for sentence in refusal(error):
                form.add_error("file", sentence)
        except NothingChangedError:
            messages.info(request, _("Nothing changed: the register says the same already."))
            return redirect("organisations:imports")
        else:
            return redirect("organisations:import", staged.pk)
    return render(request, "organisations/upload.html", {"form": form})


def _read(form: UploadForm) -> RegistryFile:
    given = form.cleaned_data
    points = registry_locations(given["locations"].read()) if given["locations"] else None
    kind = Kind(given["kind"]) if given["kind"] else None
    file = given["file"]
    return registry_file(name=file.name, content=file.read(), kind=kind, locations=points)


@door(Permission.REGISTRY_IMPORT)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show what an import changes, to approve or to discard."""
    found = register.import_page(request.actor, pk)
    titles = {
        "new": _("New"),
        "new_boards": _("New boards"),
        "moved": _("Moved"),
        "renamed": _("Renamed"),
        "other_board": _("Other board"),
        "vanished": _("Vanished"),
        "updated": _("Other facts changed"),
        "placed": _("Better coordinates"),
    }
    lists = [
        {
            "title": title,
            "count": len(found.difference.get(name, [])),
            "lines": found.difference.get(name, [])[:_MOST_LINES],
            "rest": max(0, len(found.difference.get(name, [])) - _MOST_LINES),
        }
        for name, title in titles.items()
        if found.difference.get(name)
    ]
    context = {
        "import": found,
        "kind": KINDS[Kind(found.kind)],
        "lists": lists,
        "warnings": [_sentence(each) for each in found.difference.get("problems", [])],
        "waits": found.state == ImportState.STAGED,
    }
    return render(request, "organisations/import.html", context)


def _sentence(problem: dict[str, object]) -> str:
    row, column, details = problem.get("row"), problem.get("column"), problem.get("details")
    return problem_sentence(
        Problem(
            Trouble(str(problem["code"])),
            row if isinstance(row, int) else None,
            column if isinstance(column, str) else None,
            details if isinstance(details, dict) else {},
        )
    )


@door(Permission.REGISTRY_IMPORT, "POST")
def apply(request: Request, pk: UUID) -> HttpResponse:
    """Write the import into the register."""
    try:
        actions.apply_import(by=request.actor, at=now(), import_id=pk)
    except StaleImportError:
        messages.error(
            request, _("The register changed in the meantime. Nothing was written. Bring the file in again.")
        )
        return redirect("organisations:import", pk)
    messages.success(request, _("The register is up to date. Nothing was deleted."))
    return redirect("organisations:imports")


@door(Permission.REGISTRY_IMPORT, "POST")
def discard(request: Request, pk: UUID) -> HttpResponse:
    """Put the import aside; the register stays as it is."""
    try:
        actions.discard_import(by=request.actor, at=now(), import_id=pk)
    except StaleImportError:
        messages.error(request, _("This import was settled before."))
    else:
        messages.success(request, _("The import was discarded. The register stays as it was."))
    return redirect("organisations:imports")
