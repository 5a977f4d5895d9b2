"""A row in every table that holds something about a person: every field filled, each text unmistakable."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from startlijn.base.access.rules import operator
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.privacy.queries import declared_models
from startlijn.base.privacy.rules import field_class
from startlijn.base.privacy.terms import HIDDEN_TRACES, TRACES, FieldClass, Trace
from startlijn.base.tenancy import Declaration, everywhere
from tests.conftest import World

FIRST = datetime(2025, 9, 1, 10, tzinfo=UTC)
# Dates that must come before the others in their row.
EARLY = ("start", "since", "created", "made_at", "registered", "asked", "from", "on", "opened")
# What a row must have besides, where a constraint or a trigger of its table asks it.
MUST: dict[str, dict[str, Any]] = {
    "base.RoleAssignment": {"role": "starter", "school": None, "board": None, "sub_region": None},
    "base.Invitation": {"withdrawn_at": None},
    "base.Person": {"merged_into": None},
    "base.ErasureRequest": {"carried_out_at": None, "carried_out_by": None},
    "base.Restriction": {"until": FIRST + timedelta(days=3)},
    "base.MailChoice": {"kind": "groups", "pace": "off"},
    "base.Job": {"state": "done", "lease": "", "leased_until": None},
    "domain.BothRoles": {"held_for": None, "state": "asked"},
    "domain.Composition": {"smallest": 5, "largest": 8},
    "domain.Enrolment": {"withdrawn_at": None},
    "domain.Series": {"feed_hash": None},
    "domain.Product": {"source": None},
    "domain.IntervisionSession": {"bringer": None},
    "domain.Round": {"smallest": 3, "largest": 5},
    "domain.Employment": {"school": None},
    "domain.PanelMember": {"organisation": None, "conflict": "none"},
    "domain.Signature": {"agrees": True},
    "base.EmergencyAccess": {"answered_by": None},
    "domain.InterviewQuestion": {"agreed_by": None, "agreed_at": None},
}


class Filler:
    """Fills tables for one person; texts start with the person's own mark."""

    def __init__(self, world: World, person: Person, mark: str, bystanders: list[Person]) -> None:
        self.world, self.person, self.mark = world, person, mark
        self.bystander, self.coach, self.assessor = bystanders
        self.school = world.add_school(f"De School {len(mark)}")
        self.rows: dict[type[models.Model], models.Model] = {Person: person}
        assert person.account is not None
        self.rows[type(person.account)] = person.account

    def fill(self) -> dict[type[models.Model], models.Model]:
        """Fill every table with a subject or a trace; return the rows by table."""
        with everywhere("a test fills every table"):
            for model, declared in declared_models():
                if declared.subject or model._meta.label in {*TRACES, *HIDDEN_TRACES}:
                    self.row(model)
            by = operator(self.world.partnership.pk)
            for row in list(self.rows.values()):
                record(by=by, at=FIRST, action="test.fill", on=row)
            return {model: model._default_manager.get(pk=row.pk) for model, row in self.rows.items()}

    def row(self, model: type[models.Model]) -> models.Model:
        """Return the row of a table for this person; make it when there is none."""
        if model not in self.rows:
            if model._meta.label == "base.JournalLine":
                self.rows[model] = self._journal_line()
            else:
                self.rows[model] = self._made(model)
        return self.rows[model]

    def _journal_line(self) -> models.Model:
        return record(by=self.world_actor(), at=FIRST, action="test.do", on=self.person)

    def world_actor(self):
        from startlijn.base.people.queries import actor_of_person  # the rows must be there first

        return actor_of_person(self.person.pk, partnership_id=self.world.partnership.pk, at=FIRST)

    def _made(self, model: type[models.Model], **given: Any) -> models.Model:
        label = model._meta.label
        declared = dict(declared_models())[model]
        given = MUST.get(label, {}) | given
        if label == "domain.CoachPairing":
            given["coach"] = self.coach
        if label == "domain.PanelMember":
            given = {"person": self.bystander} | given
        if label == "domain.Decision":
            self._second_signature()
            given["decided_by"] = self.coach
        for field, trace in (*TRACES.get(label, ()), *HIDDEN_TRACES.get(label, ())):
            email = self.person.account.email if self.person.account else ""
            given[field] = {
                Trace.PERSON: str(self.person.pk),
                Trace.EMAIL: email,
                Trace.NAME: str(self.person),
            }[trace]
        values = {
            field.name: given[field.name] if field.name in given else self._value(model, declared, field)
            for field in model._meta.concrete_fields
            if not (field.primary_key and field.has_default()) and not isinstance(field, models.AutoField)
        }
        row = model(**values)
        with transaction.atomic():
            row.save(force_insert=True)
        return row

    def _second_signature(self) -> None:
        """A decision rests on two assessors of different organisations."""
        member, signature = (apps.get_model("domain", name) for name in ("PanelMember", "Signature"))
        self.row(signature)
        second = self._made(member, person=self.assessor, organisation=self.world.board)
        self._made(signature, member=second)

    def _value(self, model: type[models.Model], declared: Declaration, field: Any) -> Any:
        if field.is_relation:
            return self._target(declared, field)
        if field.choices:
            return field.choices[0][0]
        own = field_class(declared, field) in {FieldClass.PERSONAL, FieldClass.SECRET}
        text = f"{self.mark if own else f'plain {len(self.mark)}'} {model.__name__} {field.name}"
        if isinstance(field, models.EmailField):
            return f"{self.mark.lower()}-{field.name}@example.org"
        if isinstance(field, models.GenericIPAddressField):
            return f"2001:db8::{sum(map(ord, self.mark)):x}"
        if isinstance(field, models.JSONField):
            return {"text": text}
        if isinstance(field, models.BinaryField):
            return text.encode()
        if isinstance(field, models.CharField | models.TextField):
            return text[-field.max_length :] if field.max_length and field.max_length < 60 else text
        return self._plain(field)

    def _plain(self, field: Any) -> Any:
        early = any(field.name.startswith(each) for each in EARLY)
        if isinstance(field, models.DateTimeField):
            return FIRST if early else FIRST + timedelta(days=20)
        if isinstance(field, models.DateField):
            return date(2025, 9, 1) if early else date(2025, 9, 21)
        if isinstance(field, models.TimeField):
            return time(15)
        if isinstance(field, models.UUIDField):
            return UUID(int=sum(map(ord, self.mark)))
        if isinstance(field, models.BooleanField):
            return False
        if isinstance(field, models.DecimalField):
            return Decimal("0.5")
        return 1

    def _target(self, declared: Declaration, field: Any) -> models.Model | None:
        subject = declared.subject.split("__")[0]
        target: type[models.Model] = field.related_model
        here = {"Partnership": self.world.partnership, "Board": self.world.board, "School": self.school}
        if field.name == subject:
            return self.row(target)
        if target is Person:
            return self.bystander
        if target is field.model:
            return None
        if target.__name__ in here:
            return None if field.null and field.name != "school" else here[target.__name__]
        tables = dict(declared_models())
        if target in tables and (tables[target].subject or not field.null):
            return self.row(target)
        return None
