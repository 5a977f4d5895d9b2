"""What a school is on the reference date counts for its tariff: the clock looks daily until then."""

from datetime import datetime, time

from django.db import transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.base.post.terms import Kind, Recurring, Task
from startlijn.base.seams import day_of
from startlijn.base.tenancy import within
from startlijn.domain.courses.models import Enrolment
from startlijn.domain.courses.terms import EnrolmentState


@transaction.atomic
def follow_schools(*, by: Actor, at: datetime) -> int:
    """Write down what each enrolled school is today, for editions whose reference date has not passed.

    Returns how many changed. For the operator only: the clock does it. Raises `NotVisibleError`.
    """
    if not by.operator or by.partnership_id is None:
        raise NotVisibleError("Partnership")
    day = day_of(at)
    rows = Enrolment.objects.exclude(state=EnrolmentState.WITHDRAWN).filter(
        edition__reference_on__gte=day, status_on__lt=day
    )
    changed = 0
    for row in rows.select_related("school").order_by("pk"):
        changed += row.training_school != row.school.training_school
        row.training_school, row.status_on = row.school.training_school, day
        row.save(update_fields=["training_school", "status_on"])
    if changed:
        partnership = Partnership.objects.get(pk=by.partnership_id)
        record(by=by, at=at, action="enrolment.follow", on=partnership, details={"changed": changed})
    return changed


def _daily(task: Task) -> None:
    """Look at the schools of one partnership after the other: a second try finds nothing left to do."""
    partnerships = list(Partnership.objects.values_list("pk", flat=True))
    for done, partnership_id in enumerate(partnerships):
        task.stop_if_cancelled()
        task.report(done, len(partnerships))
        with within(partnership_id):
            follow_schools(by=operator(partnership_id), at=task.at)


FOLLOWING = Kind("courses.follow_schools", run=_daily)
FOLLOW_DAILY = Recurring("courses-follow-schools", kind="courses.follow_schools", daily_at=time(0, 20))
