"""Doing a request once: the key, the effect and the stored answer commit together (trust finding 4, P5)."""

from collections.abc import Callable
from datetime import datetime

from django.db import OperationalError, connection, transaction

from startlijn.base.access.terms import Actor
from startlijn.base.post.models import IdempotencyKey
from startlijn.base.post.rules import key_digest, took_too_long, waited_for_each_other
from startlijn.base.post.terms import Answer, KeyBusyError, KeyReusedError
from startlijn.base.tenancy import everywhere

_WAIT = "'10s'"


class _Undone(Exception):
    """Carries an answer out of a transaction that must leave no trace."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def once(
    *,
    by: Actor,
    at: datetime,
    key: str,
    fingerprint: str,
    effect: Callable[[], Answer],
    keep: Callable[[Answer], bool],
) -> Answer:
    """Run `effect` in a transaction and keep its answer under `key`; the second time return that answer.

    `effect` runs at most once for a person and a key, also when two requests come at the same moment: the
    second waits for the first. What an effect wrote is undone when it answers 400 or higher. An answer for
    which `keep` is false leaves nothing behind: neither key nor effect. Raises `KeyReusedError` when the key
    came with another request before (`fingerprint` differs), `KeyBusyError` when the first takes longer than
    ten seconds. What the database broke off, because it and another waited for each other, is done once more:
    then it finds what the other wrote, and says so in its own words.
    """
    owner = str(by.person_id or by.account_id or "nobody")
    row = IdempotencyKey(
        digest=key_digest(f"{by.partnership_id}:{owner}", key),
        partnership_id=by.partnership_id,
        owner=owner,
        fingerprint=fingerprint,
        created_at=at,
    )
    try:
        return _once(row, effect, keep)
    except OperationalError as error:
        if not waited_for_each_other(error):
            raise
        return _once(row, effect, keep)


def _once(row: IdempotencyKey, effect: Callable[[], Answer], keep: Callable[[Answer], bool]) -> Answer:
    try:
        with transaction.atomic():
            kept = _claim(row)
            if kept.status:
                return _replay(kept, row.fingerprint)
            answer = _attempt(effect)
            if not keep(answer):
                raise _Undone(answer)
            _store(row, answer)
            return answer
    except _Undone as undone:
        return undone.answer


def _attempt(effect: Callable[[], Answer]) -> Answer:
    try:
        with transaction.atomic():
            answer = effect()
            if answer.status >= 400:
                raise _Undone(answer)
            return answer
    except _Undone as undone:
        return undone.answer


def _claim(row: IdempotencyKey) -> IdempotencyKey:
    """Insert the key, or find it; wait while another request holds it, whichever way that one ends."""
    try:
        with transaction.atomic(), everywhere("a key is found by its digest"):
            _wait_at_most(_WAIT)
            IdempotencyKey.objects.bulk_create([row], ignore_conflicts=True)
            _wait_at_most("DEFAULT")
            found: IdempotencyKey = IdempotencyKey.objects.get(pk=row.pk)
            return found
    except OperationalError as error:
        if took_too_long(error):
            raise KeyBusyError from error
        raise


def _wait_at_most(limit: str) -> None:
    # SQLite lets one transaction write at a time, and has its own limit on waiting for it.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout TO {limit}")


def _replay(kept: IdempotencyKey, fingerprint: str) -> Answer:
    if kept.fingerprint != fingerprint:
        raise KeyReusedError
    return Answer(kept.status, kept.location, kept.content_type, bytes(kept.body), replayed=True)


def _store(row: IdempotencyKey, answer: Answer) -> None:
    with everywhere("a key is found by its digest"):
        IdempotencyKey.objects.filter(pk=row.pk).update(
            status=answer.status,
            location=answer.location,
            content_type=answer.content_type,
            body=answer.body,
        )
