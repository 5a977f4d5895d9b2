"""How moments are written on pages about meetings."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from startlijn.domain.meetings.queries.own import OwnMeeting


def moment(starts_at: datetime, ends_at: datetime) -> str:
    """Return a moment as people write it: the day, and from when until when."""
    begins, ends = localtime(starts_at), localtime(ends_at)
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(begins, "l j F Y"),
        "from": date_format(begins, "H:i"),
        "until": date_format(ends, "H:i"),
    }


def short(starts_at: datetime) -> str:
    """Return a moment in few characters, for the head of a column; the text is a format of dates."""
    return date_format(localtime(starts_at), _("D j M H:i"))


def month(first: date, meetings: tuple[OwnMeeting, ...], today: date) -> dict[str, Any]:
    """Return a month as weeks of days from Monday on, each day with its meetings."""
    begins = first - timedelta(days=first.weekday())
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    by_day: dict[date, list[OwnMeeting]] = {}
    for meeting in meetings:
        by_day.setdefault(localtime(meeting.starts_at).date(), []).append(meeting)
    weeks: list[dict[str, Any]] = []
    while begins < following:
        days = [begins + timedelta(days=number) for number in range(7)]
        weeks.append(
            {
                "number": days[3].isocalendar().week,
                "days": [
                    {
                        "date": day,
                        "inside": first <= day < following,
                        "today": day == today,
                        "meetings": by_day.get(day, []) if first <= day < following else [],
                    }
                    for day in days
                ],
            }
        )
        begins += timedelta(days=7)
    return {
        "first": first,
        "weeks": weeks,
        "names": [date_format(weeks[0]["days"][number]["date"], "D") for number in range(7)],
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": following,
    }
