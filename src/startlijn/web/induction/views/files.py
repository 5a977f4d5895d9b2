"""A programme as a workbook in and out, and as a booklet."""

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.queries.importing import preview_of
from startlijn.domain.induction.queries.views import VersionPage
from startlijn.domain.induction.rules.importing import packed, unpacked
from startlijn.domain.induction.rules.tables import FileElement, read_programme
from startlijn.domain.induction.terms import BadProgrammeFileError, NotADraftError
from startlijn.reports.datasets import programme as datasets
from startlijn.reports.documents import programme as documents
from startlijn.web.doors import door
from startlijn.web.induction import heads
from startlijn.web.induction.forms import FileForm
from startlijn.web.induction.views.versions import managed, version_crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import sentence, tried

_SALT = "startlijn.induction.file"
_SECONDS = 24 * 60 * 60  # how long a preview can be confirmed
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LANGUAGES = ("nl", "en")


@door(Permission.PROGRAMMES_READ)
def workbook(request: Request, pk: UUID) -> HttpResponse:
    """Give the elements of a version as a workbook."""
    page = queries.version_page(request.actor, pk)
    return _file(datasets.xlsx_of(page), _XLSX, f"{_name(page)}.xlsx")


@door(Permission.PROGRAMMES_READ)
def booklet(request: Request, pk: UUID) -> HttpResponse:
    """Give a version as a newcomer receives it, in the reader's language or in `language`."""
    page = queries.version_page(request.actor, pk)
    with override(_language(request)):
        return _file(documents.booklet_of(page), "application/pdf", f"{_name(page)}.pdf")


@door(Permission.PROGRAMMES_READ)
def policy(request: Request, pk: UUID) -> HttpResponse:
    """Give a version as the document for the staff council, with what changed since the one before."""
    page = queries.version_page(request.actor, pk)
    with override(_language(request)):
        comparison = queries.comparison_page(request.actor, pk)
        made = documents.policy_document_of(page, comparison)
        return _file(made, "application/pdf", f"{_name(page)}-policy.pdf")


def _language(request: Request) -> str | None:
    asked = request.GET.get("language", "")
    return asked if asked in _LANGUAGES else request.LANGUAGE_CODE


def _name(page: VersionPage) -> str:
    return f"programme-{page.facts.number}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def upload(request: Request, pk: UUID) -> HttpResponse:
    """Read a file, and show what it would change. Nothing is written yet."""
    page = managed(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            elements = read_programme(form.cleaned_data["file"].read())
            return _preview(request, page, elements)
        except BadProgrammeFileError as error:
            for told in error.sentences:
                form.add_error("file", told)
        except NotADraftError as error:
            form.add_error(None, sentence(error))
    context = {"form": form, "page": page, "crumbs": version_crumbs(page, (_("From a file"), ""))}
    return render(request, "induction/file.html", context)


def _preview(request: Request, page: VersionPage, elements: tuple[FileElement, ...]) -> HttpResponse:
    found = preview_of(request.actor, page.facts.id, elements)
    kept = {"version": str(page.facts.id), "expected": found.expected, "rows": packed(elements)}
    context = {
        "page": page,
        "comparison": found.comparison,
        "difference_heads": heads.of_differences(),
        "count": len(elements),
        "kept": signing.dumps(kept, salt=_SALT, compress=True),
        "crumbs": version_crumbs(page, (_("From a file"), "")),
    }
    return render(request, "induction/file_preview.html", context)


@door(Permission.PROGRAMMES_MANAGE, "POST")
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Write what was shown of a file into the draft."""
    managed(request, pk)
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("This took too long. Nothing was written. Bring the file in again."))
        return redirect("induction:file", pk)
    if kept["version"] != str(pk):
        raise NotVisibleError("ProgrammeVersion")
    if tried(
        request,
        lambda: actions.replace_elements(
            by=request.actor,
            at=now(),
            version_id=pk,
            expected=kept["expected"],
            elements=unpacked(kept["rows"]),
        ),
    ):
        messages.success(request, _("The draft is now what the file says."))
    return redirect("induction:version", pk)
