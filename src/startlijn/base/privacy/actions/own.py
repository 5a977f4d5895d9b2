"""Taking one's own data along: journaled, so that it shows when somebody else does it with a stolen login."""

from datetime import datetime

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.privacy.queries import own_data
from startlijn.base.privacy.terms import OwnTable


@transaction.atomic
def export_own_data(*, by: Actor, at: datetime) -> list[OwnTable]:
    """Return every row about the actor's own person (AVG article 15 and 20); see `queries.own_data`.

    Raises `NotVisibleError` for an account without a person.
    """
    if by.person_id is None:
        raise NotVisibleError("Person")
    person = Person.objects.get(pk=by.person_id)
    record(by=by, at=at, action="own_data.export", on=person)
    return own_data(by)
