"""What the clock does daily: remind who is late, and close what nobody objected to in time."""

from datetime import datetime, time

from django.db import transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.base.post.actions import tell
from startlijn.base.post.terms import Kind, Recurring, Task
from startlijn.base.seams import day_of
from startlijn.base.tenancy import within
from startlijn.domain.assessment.actions.keeping import enter
from startlijn.domain.assessment.models import Assessment, PanelMember
from startlijn.domain.assessment.queries.waiting import late_people
from startlijn.domain.assessment.terms import State


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> int:
    """Write to everybody in the partnership who is late, and to nobody else; at most once a week.

    The letter has a neutral subject and names nobody. Returns how many letters. For the operator only: the
    clock does it. Raises `NotVisibleError` for anybody else.
    """
    if not by.operator or by.partnership_id is None:
        raise NotVisibleError("Partnership")
    late = list(late_people(day_of(at)))
    for each in {one.person.pk: one for one in late}.values():
        tell(by=by, at=at, person=each.person, template="step_waits", link="/")
    day = day_of(at)
    PanelMember.objects.filter(pk__in=[each.member.pk for each in late if each.member]).update(
        reminded_on=day
    )
    Assessment.objects.filter(pk__in=[each.assessment.pk for each in late if not each.member]).update(
        reminded_on=day
    )
    letters = len({each.person.pk for each in late})
    if letters:
        partnership = Partnership.objects.get(pk=by.partnership_id)
        record(by=by, at=at, action="assessment.remind", on=partnership, details={"letters": letters})
    return letters


@transaction.atomic
def close_settled(*, by: Actor, at: datetime) -> int:
    """Close assessments whose last day to object has passed; return how many. For the operator only.

    Raises `NotVisibleError` for anybody else.
    """
    if not by.operator or by.partnership_id is None:
        raise NotVisibleError("Partnership")
    due = Assessment.objects.select_for_update(of=("self",)).filter(
        state=State.DECIDED, due_on__lt=day_of(at)
    )
    rows = list(due.select_related("school", "board"))
    for row in rows:
        enter(row, State.CLOSED, at)
        record(by=by, at=at, action="assessment.close", on=row)
    return len(rows)


def _daily(task: Task) -> None:
    """Do the day's work, one partnership after the other: a second try finds nothing left to do."""
    partnerships = list(Partnership.objects.values_list("pk", flat=True))
    for done, partnership_id in enumerate(partnerships):
        task.stop_if_cancelled()
        task.report(done, len(partnerships))
        with within(partnership_id):
            by = operator(partnership_id)
            close_settled(by=by, at=task.at)
            remind(by=by, at=task.at)


KEEPING_TIME = Kind("assessments.keep_time", run=_daily)
KEEP_TIME_DAILY = Recurring("assessments-keep-time", kind="assessments.keep_time", daily_at=time(7, 0))
