"""Tenancy: every row belongs to a partnership, and a query outside one raises.

A model declares where its partnership is, what its data are, and what happens to them
(`Declaration`); one test walks over all models and fails on a missing declaration.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models

from startlijn.base.seams import new_id

ModelT = TypeVar("ModelT", bound=models.Model)


class UnscopedQueryError(RuntimeError):
    """A query on tenant data was made outside `within` and `everywhere`."""


class DataClass(StrEnum):
    """How sensitive data are (trust.md §5): P0 public to P4 confidential coaching."""

    PUBLIC = "P0"
    INTERNAL = "P1"
    PERSONAL = "P2"
    PERSONNEL = "P3"
    COACHING = "P4"


class Erasure(StrEnum):
    """What happens to rows about a person when that person is erased."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Kept:
    """How long rows are kept, for the machine that removes them (trust.md P18); `retention` says it in words.

    A row is due when `months`, `days` and `hours` have passed since every moment in `after`: lookup paths to
    dates or moments, or "pk": since the row was made. A moment that is empty has not begun: nothing is due.
    `ended`: paths to the end of relations, such as roles, that must all have ended so long ago. `seen`:
    moments that put it off when there are any, such as the last login. `only`: which rows the rule is about.

    What is due is deleted; with `clear` only these fields are emptied; with `erase` the person is erased.
    `goes_with`: the row goes with the row that this key points to, and has no term of its own.
    """

    after: tuple[str, ...] = ()
    months: int = 0
    days: int = 0
    hours: int = 0
    ended: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    only: Mapping[str, object] = field(default_factory=dict)
    clear: tuple[str, ...] = ()
    erase: bool = False
    goes_with: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a model promises about its data.

    `tenant`: lookup path to the partnership id, or empty when `shared_because` says why all share it.
    `data_class`, `purpose`: what it is and what it is for. `retention`: how long, in words a staff
    council can read. `subject`: lookup path to the person it is about, or empty when it is about nobody;
    rows with a subject are in that person's own export. `also`: lookup paths to others whom a row names, such
    as the coach of a starter: they find it in their own export too. `erasure`: what erasing the person does.
    `kept`: the same as `retention` for the machine: one rule or more, each enough by itself.
    `personal`: the fields that identify or describe a person; `plain`: texts that do not, in rows that are
    about nobody or outlive the person. Every other field has its class by its kind (`privacy.rules`).
    `reach`: where a role's place is found (`partnership`, `board`, `school`, `sub_region`, `institute`,
    `person` to a lookup path). `read`: the permission with which roles read along `reach`; empty when no role
    does. `secret`: fields that nobody gets to see, not even in the own export (hashes of passwords and keys).

    `ways`: permissions that reach rows along paths of their own instead of `reach`; the path under `person`
    leads to who stands in that relation to the row, such as its coach (trust.md §7 rule 1). A table with
    ways is reached with these permissions and `read`, and with no other. Relations on a path count only while
    they last: those named in `holds` from their `started_on` until, not including, their `finished_on`; those
    in `lasts` from the moment they are known. Where a whole path is named, the row itself is the relation.
    Whom a row is about keeps it whatever ends. `by_role`: a role that reaches fewer rows with a permission
    than others who have it, with its own paths from places: {role: {permission: {place: path}}}.
    """

    purpose: str
    data_class: DataClass
    retention: str
    tenant: str = ""
    shared_because: str = ""
    subject: str = ""
    also: tuple[str, ...] = ()
    erasure: Erasure = Erasure.KEEP
    personal: tuple[str, ...] = ()
    reach: Mapping[str, str] = field(default_factory=dict)
    read: str = ""
    secret: tuple[str, ...] = ()
    ways: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    by_role: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    holds: tuple[str, ...] = ()
    lasts: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    plain: tuple[str, ...] = ()


_EVERYWHERE = UUID(int=0)
_partnership: ContextVar[UUID | None] = ContextVar("partnership", default=None)


@contextmanager
def within(partnership_id: UUID) -> Iterator[None]:
    """Limit every query on tenant data to one partnership."""
    token = _partnership.set(partnership_id)
    try:
        yield
    finally:
        _partnership.reset(token)


@contextmanager
def everywhere(because: str) -> Iterator[None]:
    """Let queries see all partnerships; `because` tells the reader why (operator work only)."""
    assert because
    token = _partnership.set(_EVERYWHERE)
    try:
        yield
    finally:
        _partnership.reset(token)


def current_partnership() -> UUID | None:
    """Return the partnership of `within`, or None outside it and in `everywhere`."""
    here = _partnership.get()
    return None if here == _EVERYWHERE else here


class GuardedManager(models.Manager[ModelT]):
    """Filters on the current partnership, and raises `UnscopedQueryError` when there is none."""

    def get_queryset(self) -> models.QuerySet[ModelT]:
        """Return the rows of the current partnership."""
        here = _partnership.get()
        if here is None:
            raise UnscopedQueryError(
                f"{self.model.__name__} was queried outside a partnership: use within() or everywhere()."
            )
        rows = super().get_queryset()
        if here == _EVERYWHERE:
            return rows
        declared: Declaration = self.model.declared  # type: ignore[attr-defined]
        return rows.filter(**{declared.tenant: here})


class Identified(models.Model):
    """Abstract: a row with an unguessable identifier that sorts by age."""

    declared: ClassVar[Declaration]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class TenantModel(Identified):
    """Abstract: a row that belongs to one partnership and carries it."""

    objects: ClassVar[GuardedManager[Any]] = GuardedManager()

    class Meta:
        abstract = True


class Versioned(models.Model):
    """Abstract: a row that people edit; `version` notices that somebody else was first (trust P6)."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def expect(self, version: int) -> Self:
        """Return self when it still has `version`; raise `VersionConflictError` otherwise."""
        if self.version != version:
            raise VersionConflictError(self)
        return self


class VersionConflictError(Exception):
    """Somebody saved the same row in the meantime; `current` is the row as it stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{type(current).__name__} {current.pk} was changed in the meantime")
        self.current = current
