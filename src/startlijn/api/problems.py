"""Everything that can go wrong, in one shape: a stable code and a sentence in the caller's language.

The shape follows RFC 9457. What somebody may not see is 404, as on the pages; 403 only says that the token
itself was given less than its owner may.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.responses import NinjaJSONEncoder
from pydantic import Field

from startlijn.api.once import KeyMissingError
from startlijn.api.pace import TooManyCallsError
from startlijn.api.shapes import Output
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.post.rules import waited_for_each_other
from startlijn.base.post.terms import KeyBusyError, KeyReusedError, QueueFullError
from startlijn.base.refusals import RefusedError

MEDIA_TYPE = "application/problem+json"


class Mistake(Output):
    """One field that cannot be used: `at` says where, such as `body.name`."""

    at: str
    code: str
    detail: str


class Problem(Output):
    """Why a call was not answered.

    `code` is stable, `detail` is a sentence for people. `errors` lists the fields that cannot be used. With
    the code `changed_meanwhile`, `yours` is what was sent and `current` is how it stands now.
    """

    status: int
    code: str
    detail: str
    errors: list[Mistake] = Field(default_factory=list)
    yours: dict[str, Any] | None = None
    current: dict[str, Any] | None = None


class NotAuthenticatedError(Exception):
    """There is no token, or it does not work (any more): always the same answer."""


class ScopeMissingError(Exception):
    """The owner may do this, the token may not: `permission` is the scope it lacks."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission)
        self.permission = permission


class NotAllowedVerbError(Exception):
    """The address does not answer this verb; `allowed` are those it does."""

    def __init__(self, allowed: list[str]) -> None:
        super().__init__(", ".join(allowed))
        self.allowed = allowed


class UnknownParameterError(Exception):
    """The query holds a parameter that is not on the list, or one of them twice."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NameTakenError(Exception):
    """Something else has this name."""


class ChangedMeanwhileError(Exception):
    """Somebody else saved first: `yours` was sent, `current` is how it stands now (trust P6)."""

    def __init__(self, yours: Mapping[str, Any], current: Mapping[str, Any]) -> None:
        super().__init__("changed in the meantime")
        self.yours = dict(yours)
        self.current = dict(current)


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered to a kind of exception: status, code, message, and what comes with it."""

    status: int
    code: str
    message: str
    figures: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


_NOT_FOUND = gettext_noop("This does not exist, or you may not see it.")
_UNREADABLE = gettext_noop("This call cannot be read. The body must be JSON.")
_OURS = gettext_noop("Something went wrong on our side. Nothing was saved. Try again later.")
_MISTAKES = {
    "missing": gettext_noop("This is missing."),
    "extra_forbidden": gettext_noop("This is not known here. Leave it out."),
    "string_too_long": gettext_noop("At most %(max_length)s characters are possible."),
    "string_too_short": gettext_noop("At least %(min_length)s characters are needed."),
    "enum": gettext_noop("Choose from: %(expected)s."),
    "literal_error": gettext_noop("Choose from: %(expected)s."),
    "greater_than_equal": gettext_noop("The lowest possible value is %(ge)s."),
    "less_than_equal": gettext_noop("The highest possible value is %(le)s."),
}
_OTHER_MISTAKE = gettext_noop("This value is not possible here.")


def _mistake(error: Mapping[str, Any]) -> Mistake:
    """Return one mistake of pydantic as a sentence; the name of the argument is no part of where it is."""
    source, *where = error["loc"]
    inside = where[1:] if source == "body" else where[-1:]
    message = _MISTAKES.get(error["type"], _OTHER_MISTAKE)
    return Mistake(
        at=".".join(map(str, (source, *inside))),
        code=error["type"],
        detail=gettext(message) % error.get("ctx", {}),
    )


def _invalid(error: ValidationError) -> Said:
    mistakes = [_mistake(item).model_dump() for item in error.errors]
    message = gettext_noop("Something in the call cannot be used. See errors.")
    return Said(422, "invalid", message, more={"errors": mistakes})


def _scope(error: ScopeMissingError) -> Said:
    message = gettext_noop("This token was not given the scope %(scope)s. Make a token that has it.")
    return Said(403, "scope_missing", message, {"scope": error.permission.value})


def _changed(error: ChangedMeanwhileError) -> Said:
    message = gettext_noop("Somebody else changed this in the meantime. Look at both and send again.")
    more = {"yours": error.yours, "current": error.current}
    return Said(409, "changed_meanwhile", message, more=more)


def _too_often(error: TooManyCallsError) -> Said:
    message = gettext_noop("This token calls too often. Try again in %(seconds)s seconds.")
    headers = {"Retry-After": str(error.seconds)}
    return Said(429, "too_many_calls", message, {"seconds": error.seconds}, headers)


def _verb(error: NotAllowedVerbError) -> Said:
    verbs = ", ".join(error.allowed)
    message = gettext_noop("This address does not answer that verb. It answers: %(verbs)s.")
    return Said(405, "wrong_verb", message, {"verbs": verbs}, {"Allow": verbs})


_AT_ONCE = Said(409, "conflict", gettext_noop("Somebody else did something at the same moment. Try again."))
_OUR_FAULT = Said(500, "server_error", _OURS)
# The kinds of exceptions, the most specific first.
_SAYINGS: list[tuple[type[Exception], Callable[[Any], Said]]] = [
    (NotVisibleError, lambda _: Said(404, "not_found", _NOT_FOUND)),
    (
        NotAuthenticatedError,
        lambda _: Said(
            401,
            "not_authenticated",
            gettext_noop("Send a token that works: “Authorization: Bearer …”."),
            headers={"WWW-Authenticate": "Bearer"},
        ),
    ),
    (ScopeMissingError, _scope),
    (NotAllowedVerbError, _verb),
    (
        UnknownParameterError,
        lambda error: Said(
            400,
            "unknown_parameter",
            gettext_noop("“%(name)s” cannot be asked here, or stands in the address twice."),
            {"name": error.name[:80]},
        ),
    ),
    (
        KeyMissingError,
        lambda error: Said(
            400,
            error.code,
            gettext_noop("Send a key of your own with every change, in the header Idempotency-Key."),
        ),
    ),
    (
        KeyReusedError,
        lambda error: Said(
            422,
            error.code,
            gettext_noop("This Idempotency-Key came with another call before. Take a new one."),
        ),
    ),
    (
        KeyBusyError,
        lambda error: Said(
            409,
            error.code,
            gettext_noop("The first call with this key is still busy. Try again in a moment."),
        ),
    ),
    (ValidationError, _invalid),
    (ChangedMeanwhileError, _changed),
    (TooManyCallsError, _too_often),
    (
        QueueFullError,
        lambda error: Said(
            429,
            error.code,
            gettext_noop("There are too many proposals waiting. Try again in a minute."),
            headers={"Retry-After": "60"},
        ),
    ),
    (RefusedError, lambda error: Said(409, error.code, error.message, error.figures)),
    (
        NameTakenError,
        lambda _: Said(409, "name_taken", gettext_noop("Something else has this name. Choose another.")),
    ),
    (IntegrityError, lambda _: _AT_ONCE),
    (OperationalError, lambda error: _AT_ONCE if waited_for_each_other(error) else _OUR_FAULT),
    (
        RequestDataTooBig,
        lambda _: Said(413, "too_large", gettext_noop("The body of the call is too large.")),
    ),
    (SuspiciousOperation, lambda _: Said(400, "unreadable", _UNREADABLE)),
    (HttpError, lambda error: Said(error.status_code, "unreadable", _UNREADABLE)),
]


def _said(error: object) -> Said:
    for kind, say in _SAYINGS:
        if isinstance(error, kind):
            return say(error)
    return _OUR_FAULT


def answer(request: HttpRequest, error: Any) -> HttpResponse:
    """Return the problem that an exception means, in the language of the request; our own fault is logged."""
    said = _said(error)
    problem = Problem(
        status=said.status, code=said.code, detail=gettext(said.message) % said.figures, **said.more
    )
    response = HttpResponse(
        json.dumps(problem.model_dump(), cls=NinjaJSONEncoder),
        status=said.status,
        content_type=MEDIA_TYPE,
        headers=dict(said.headers),
    )
    if said.status >= 500:
        told = (type(error).__name__, request.path)
        log_response("%s: %s", *told, response=response, request=request, exception=error)
    return response


def use(api: NinjaAPI) -> None:
    """Let the API answer every exception with a problem."""
    for kind in (Exception, HttpError, ValidationError):
        api.add_exception_handler(kind, answer)
