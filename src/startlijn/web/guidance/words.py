"""Words for what the rules of guidance find: reasons for a coach, what lacks, answers of both sides."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from startlijn.domain.guidance.rules.coaches import Fit, Reason
from startlijn.domain.guidance.rules.exceptions import Lack
from startlijn.domain.guidance.terms import Day

LACKS: dict[Lack, Promise] = {
    Lack.NO_PLAN: gettext_lazy("There is no plan yet"),
    Lack.NO_COACH: gettext_lazy("There is no coach yet"),
    Lack.NO_CONTACT: gettext_lazy("No contact for more than six weeks"),
    Lack.NO_ACTIVITIES: gettext_lazy("Nothing takes place this year"),
    Lack.HOURS_UNKNOWN: gettext_lazy("The hours of lessons are not filled in"),
    Lack.HOURS_NOT_REDUCED: gettext_lazy("The timetable holds too many lessons"),
    Lack.COACH_UNTRAINED: gettext_lazy("The coach is not trained yet"),
    Lack.COACH_EXPIRED: gettext_lazy("The training of the coach has run out"),
}
ACTIONS: dict[Lack, Promise] = {
    Lack.NO_PLAN: gettext_lazy("Make the line"),
    Lack.NO_COACH: gettext_lazy("Choose a coach"),
    Lack.NO_CONTACT: gettext_lazy("Plan a talk"),
    Lack.NO_ACTIVITIES: gettext_lazy("Plan something"),
    Lack.HOURS_UNKNOWN: gettext_lazy("Fill in the hours"),
    Lack.HOURS_NOT_REDUCED: gettext_lazy("See the appointment"),
    Lack.COACH_UNTRAINED: gettext_lazy("See the coach"),
    Lack.COACH_EXPIRED: gettext_lazy("See the coach"),
}
_PLAIN: dict[Reason, Promise] = {
    Reason.NO_DAYS: gettext_lazy("no working day in common"),
    Reason.FULL: gettext_lazy("has as many starters as agreed"),
    Reason.SAME_SCHOOL: gettext_lazy("works at the same school"),
    Reason.OTHER_SCHOOL: gettext_lazy("works at another school"),
    Reason.BEFORE: gettext_lazy("was the coach before"),
    Reason.UNTRAINED: gettext_lazy("not trained yet"),
    Reason.EXPIRED: gettext_lazy("the training has run out"),
    Reason.UNDER_WAY: gettext_lazy("in training"),
}
AGAINST = frozenset({Reason.NO_DAYS, Reason.FULL, Reason.UNTRAINED, Reason.EXPIRED})


def reasons(fit: Fit) -> list[dict[str, object]]:
    """Return why a coach suits a starter, in words; `against` marks what does not help."""
    return [{"text": _reason(fit, reason), "against": reason in AGAINST} for reason in fit.reasons]


def _reason(fit: Fit, reason: Reason) -> str:
    if reason == Reason.SUBJECTS:
        return _("knows the subject: %(subjects)s") % {"subjects": ", ".join(fit.subjects)}
    if reason == Reason.DAYS:
        days = ", ".join(str(Day(day).label) for day in fit.days)
        return _("works on the same days: %(days)s") % {"days": days}
    if reason == Reason.ROOM:
        room = ngettext("room for %(number)s starter", "room for %(number)s starters", fit.room)
        return room % {"number": fit.room}
    return str(_PLAIN[reason])


def hours(minutes: int) -> str:
    """Return minutes as people say them: 45 minutes, 1 hour 30.

    Whole quarters stay readable in a table; below an hour minutes say more.
    """
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": whole}
    return _("%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": rest}
