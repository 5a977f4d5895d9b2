"""Sentences about courses: how much room there is, why a team waits, what it costs."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startlijn.domain.courses.queries.views import EditionView, EnrolmentView
from startlijn.domain.courses.rules.admission import Limit
from startlijn.domain.courses.rules.tariffs import Costs
from startlijn.domain.courses.terms import EditionState, PlaceRule, Weekday


def euros(amount: Decimal) -> str:
    """Return an amount as people write it: 1.075 in Dutch, with cents only when there are any."""
    return number_format(amount, 0 if amount == amount.to_integral_value() else 2, force_grouping=True)


def room(edition: EditionView) -> dict[str, str]:
    """Return how much room there is: a word for a tag, its kind, and a sentence that names the limit."""
    taken, limits = edition.taken, edition.limits
    if taken.full_because is Limit.SCHOOLS:
        text = _("Full: %(most)s schools take part, and that is the limit.") % {"most": limits.schools}
        return {"kind": "plain", "tag": _("full"), "text": text}
    if taken.full_because is not None:
        text = _("Full: all %(most)s seats are taken.") % {"most": limits.participants}
        return {"kind": "plain", "tag": _("full"), "text": text}
    seats = ngettext("%(free)s seat is free", "%(free)s seats are free", taken.free_participants)
    schools = ngettext("room for %(free)s more school", "room for %(free)s more schools", taken.free_schools)
    text = _("%(seats)s, %(schools)s.") % {
        "seats": seats % {"free": taken.free_participants},
        "schools": schools % {"free": taken.free_schools},
    }
    return {"kind": "done", "tag": _("places free"), "text": text}


def why(row: EnrolmentView, edition: EditionView) -> str:
    """Return why a team waits, with the limit that keeps it out; empty for a team that does not."""
    size = len(row.here)
    if row.reason is Limit.PER_SCHOOL:
        return _("With this team there would be more than %(most)s participants of %(school)s.") % {
            "most": edition.limits.per_school,
            "school": row.school,
        }
    if row.reason is Limit.SCHOOLS:
        return _("%(most)s schools take part already, and that is the limit.") % {
            "most": edition.limits.schools
        }
    if row.reason is Limit.PARTICIPANTS:
        free = edition.taken.free_participants
        if not free:
            return _("All %(most)s seats are taken.") % {"most": edition.limits.participants}
        return ngettext(
            "The team needs %(size)s seats, and %(free)s is free.",
            "The team needs %(size)s seats, and %(free)s are free.",
            free,
        ) % {"size": size, "free": free}
    return ""


def cost_lines(costs: Costs | None) -> list[str]:
    """Return what a team costs, line by line."""
    if costs is None:
        return []
    return [
        _(line.message) % {name: _figure(value) for name, value in line.figures.items()}
        for line in costs.lines
    ]


def _figure(value: object) -> object:
    if isinstance(value, Decimal):
        return euros(value)
    return date_format(value, "j F Y") if isinstance(value, date) else value


def facts(edition: EditionView) -> list[dict[str, Any]]:
    """Return what there is to know about an edition, as label and value."""
    course, limits = edition.course, edition.limits
    rows: list[tuple[str, str]] = [
        (_("School year"), edition.years),
        (_("Provider"), course.provider),
        (_("Course code"), course.code),
        (_("Meetings"), _meetings(edition)),
        (_("When"), _when(edition)),
        (_("Where"), _where(edition)),
        (
            _("Time"),
            _("at least %(all)s hours in all, %(own)s of them your own work")
            % {"all": course.min_hours, "own": course.own_hours},
        ),
        (
            _("For how many"),
            _("at most %(schools)s schools, %(each)s participants per school, %(all)s participants in all")
            % {"schools": limits.schools, "each": limits.per_school, "all": limits.participants},
        ),
        (_("Costs"), _costs(edition)),
        (_("Coordinator"), course.coordinator),
    ]
    if edition.enrol_until:
        rows.append((_("Enrol until"), date_format(edition.enrol_until, "j F Y")))
    return [{"label": label, "value": value} for label, value in rows if value]


def _meetings(edition: EditionView) -> str:
    course = edition.course
    return ngettext(
        "%(count)s meeting of %(minutes)s minutes",
        "%(count)s meetings of %(minutes)s minutes",
        course.meeting_count,
    ) % {"count": course.meeting_count, "minutes": course.meeting_minutes}


def _when(edition: EditionView) -> str:
    days = _either([str(Weekday(day).label) for day in edition.weekdays])
    if edition.begins_at is None or edition.ends_at is None:
        return capfirst(days)
    hours = _("from %(begin)s to %(end)s") % {
        "begin": time_format(edition.begins_at, "H:i"),
        "end": time_format(edition.ends_at, "H:i"),
    }
    return capfirst(f"{days}, {hours}" if days else hours)


def _either(words: Iterable[str]) -> str:
    """Return words with "or" before the last."""
    *first, last = [*words] or [""]
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _where(edition: EditionView) -> str:
    label = capfirst(str(edition.place_rule.label))
    return f"{label}: {edition.place}" if edition.place and edition.place_rule != PlaceRule.ONLINE else label


def _costs(edition: EditionView) -> str:
    if edition.amounts is None:
        return ""
    return _(
        "€ %(training)s per participant of a training school, € %(full)s otherwise; "
        "what the school is on %(day)s counts"
    ) % {
        "training": euros(edition.amounts.training_school),
        "full": euros(edition.amounts.full),
        "day": date_format(edition.reference_on, "j F Y"),
    }


def team(row: EnrolmentView, edition: EditionView) -> dict[str, Any]:
    """Return a team with its sentences, for a template."""
    return {"row": row, "why": why(row, edition), "costs": cost_lines(row.costs)}


def is_open(edition: EditionView) -> bool:
    """Tell whether schools can enrol now, as far as the state says."""
    return edition.state == EditionState.OPEN
