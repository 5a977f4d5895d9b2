"""The journal's table and the heads of its chains."""

from typing import ClassVar, Self

from django.db import models

from startlijn.base.journal.terms import FIRST_HASH
from startlijn.base.tenancy import DataClass, Declaration, Identified, Kept


class JournalHead(models.Model):
    """The end of one chain; locked while a line is added, so that lines never fork."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps the chain of the journal whole.",
        data_class=DataClass.INTERNAL,
        retention="As long as the journal.",
        plain=("last_hash",),
        shared_because="One row per chain; the chain of the operator belongs to no partnership.",
    )

    chain = models.CharField(max_length=40, primary_key=True)
    lines = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=FIRST_HASH)


class JournalLine(Identified):
    """One thing that somebody did. Append-only: the database refuses changes, and removal before its term."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows who did what, to the person concerned and to the privacy officer.",
        data_class=DataClass.PERSONAL,
        retention="24 months, then removed from the oldest end; a line that stays vouches for them.",
        kept=(Kept(("at",), months=24),),
        plain=("chain", "action", "object_type", "object_id", "details", "previous_hash", "hash"),
        shared_because="Written before and outside partnerships too; the chain names the partnership.",
        personal=("actor_id", "actor_name", "about"),
        read="journal.read",
    )

    chain = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    # The person whom the line is about: no foreign key, so that it outlives the row. No default, so that
    # the table is not made again and keeps its triggers.
    about = models.UUIDField(null=True, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="journal_line_number")]
        indexes = [
            models.Index(fields=["chain", "object_type", "object_id"], name="journal_line_object"),
            models.Index(fields=["chain", "actor_id"], name="journal_line_actor"),
            models.Index(fields=["about", "-at"], name="journal_line_about"),
        ]
