"""A starter asks to be put into a group, and takes that back."""

from datetime import datetime

from django.db import transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission, Role
from startlijn.base.journal.actions import record
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import day_of
from startlijn.domain.intervision.models import IntervisionWish
from startlijn.domain.intervision.terms import NoStarterError, PupilAge, Theme


@transaction.atomic
def ask_for_group(*, by: Actor, at: datetime, theme: Theme, pupil_age: PupilAge) -> IntervisionWish:
    """Ask for a group, sharing a theme and the age of the pupils with who forms groups; or change that.

    Raises `NoStarterError` for who is no starter at a school.
    """
    assert by.partnership_id is not None
    held = RoleAssignment.objects.filter(
        holding(day_of(at)), person=by.person_id, role=Role.STARTER, school__isnull=False
    ).order_by("started_on", "pk")
    role = held.first()
    if role is None or role.school_id is None or by.person_id is None:
        raise NoStarterError
    wish, made = IntervisionWish.objects.get_or_create(
        partnership_id=by.partnership_id,
        person_id=by.person_id,
        defaults={"school_id": role.school_id, "theme": theme, "pupil_age": pupil_age, "asked_at": at},
    )
    if not made:
        wish.school_id, wish.theme, wish.pupil_age = role.school_id, theme, pupil_age
        wish.save(update_fields=["school", "theme", "pupil_age"])
    record(by=by, at=at, action="intervision.ask", on=wish)
    return wish


@transaction.atomic
def withdraw_wish(*, by: Actor, at: datetime) -> None:
    """Take the own wish back: it is removed, also from proposals. Without one there is nothing to do."""
    own = visible(by, Permission.INTERVISION_OWN, IntervisionWish).filter(person=by.person_id)
    wish = own.first()
    if wish is not None:
        record(by=by, at=at, action="intervision.withdraw", on=wish)
        wish.delete()
