"""Pages for when something does not go as hoped: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from startlijn.base.access.terms import RestrictedError
from startlijn.base.tenancy import VersionConflictError


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request made no sense."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: only for a failed form check (CSRF, which gives a `reason`); what one may not see is 404."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it does not exist, or not for you: the same answer."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page needs no database."""
    return render(request, "500.html", status=500)


def conflict(request: HttpRequest, error: VersionConflictError) -> HttpResponse:
    """409: somebody else saved first; shows what was typed beside what is there now (trust P6)."""
    fields = {field.name: field.verbose_name for field in error.current._meta.fields}
    pairs = [
        {"label": label, "yours": request.POST[name], "theirs": str(getattr(error.current, name) or "")}
        for name, label in fields.items()
        if name in request.POST
    ]
    context = {
        "pairs": [pair for pair in pairs if pair["yours"] != pair["theirs"]],
        "again": request.get_full_path(),
    }
    return render(request, "409.html", context, status=409)


def restricted(request: HttpRequest, error: RestrictedError) -> HttpResponse:
    """409: the data of the person whom it is about stay as they are; what was typed is not saved."""
    return render(request, "restricted.html", {"told": gettext(error.message)}, status=409)
