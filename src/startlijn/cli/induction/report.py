"""`startlijn induction report`: what a school promised its starters beside what took place."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import django

from startlijn.cli.language import language, number
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.reports.overview.school import ElementTold, SchoolReport

DONE, WRONG_INPUT = 0, 2
_WIDTH = 48


def add_parser(verbs: Any) -> None:
    """Add `report` to the verbs; the parsed arguments carry `run`."""
    command = verbs.add_parser(
        "report",
        help=_("show what a school promised and what took place"),
        description=_(
            "Programme, elements with hours planned, given and received, criteria, checks and safeguarding. "
            "Figures about fewer than five starters are left out."
        ),
        epilog=_("Exit codes: 0 done, 2 wrong input."),
    )
    command.add_argument("--school", required=True, metavar=_("NAME"), help=_("name, site code or id"))
    command.add_argument(
        "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
    )
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the report as a table, or with --json as JSON; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError

    with translation.override(language(os.environ)):
        try:
            report = _report(args)
        except NotVisibleError as error:
            print(f"startlijn: {_unknown(str(error))}", file=sys.stderr)
            return WRONG_INPUT
        except (OperationalError, ProgrammingError):
            told = _("The database is not ready. Run “startlijn migrate” first.")
            print(f"startlijn: {told}", file=sys.stderr)
            return WRONG_INPUT
        if args.json:
            print(json.dumps(asdict(report), ensure_ascii=False, default=str))
        else:
            print("\n".join(_table(report)))
    return DONE


def _unknown(what: str) -> str:
    if what == "School":
        return _("There is no school of that name, or more than one. Give its site code or id.")
    return _("Say which partnership, with --partnership and its short name.")


def _report(args: argparse.Namespace) -> "SchoolReport":
    from startlijn.base.access.rules import operator  # late: see run
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.seams import today
    from startlijn.base.tenancy import within
    from startlijn.reports.overview.school import report_of_school

    partnership = partnership_named(operator(), args.partnership)
    with within(partnership.pk):
        return report_of_school(operator(partnership.pk), args.school, today())


def _hours(value: float | None) -> str:
    return "–" if value is None else number(value, 1)


def _row(title: str, *cells: str) -> str:
    return f"  {title[:_WIDTH]:<{_WIDTH}}" + "".join(f"{cell:>12}" for cell in cells)


def _table(report: "SchoolReport") -> Iterator[str]:
    yield f"{report.school}, {report.place}"
    if report.programme is None:
        yield _("There is no programme in force.")
    else:
        told = report.programme
        figures = {"title": told.title, "version": told.version, "year": told.holds_from}
        yield _("%(title)s, version %(version)s, from %(year)s") % figures
    for year in sorted({each.year for each in report.elements}):
        yield ""
        yield _row(_("Year %(year)s") % {"year": year}, _("planned"), _("due"), _("given"), _("received"))
        yield from _elements([each for each in report.elements if each.year == year])
    yield from _criteria(report)
    yield from _checks(report)
    yield from _safeguarding(report)


def _elements(elements: Sequence["ElementTold"]) -> Iterator[str]:
    for each in elements:
        title = each.title if each.in_programme else f"({each.title})"
        given = _hours(each.given_hours) if each.coach_asked is not False else ""
        yield _row(
            title, _hours(each.planned_hours), _hours(each.due_hours), given, _hours(each.received_hours)
        )
    yield _("  – : fewer than five starters. Between brackets: no longer in the programme.")


def _criteria(report: "SchoolReport") -> Iterator[str]:
    if report.criteria:
        yield ""
        yield _row(_("Criteria"), *(_("year %(year)s") % {"year": year} for year in (1, 2, 3)))
    for label in dict.fromkeys(each.label for each in report.criteria):
        marks = ["✓" if each.met else "✗" for each in report.criteria if each.label == label]
        yield _row(label, *marks)


def _checks(report: "SchoolReport") -> Iterator[str]:
    marks = {"met": "✓", "partly": "○", "not": "✗"}
    if report.checks:
        yield ""
        yield _("Checks")
    for check in report.checks:
        yield f"  {marks[check.verdict]} {check.title}"
        if check.verdict != "met":
            yield from (f"      {reason}" for reason in check.reasons)


def _safeguarding(report: "SchoolReport") -> Iterator[str]:
    marks = {"yes": "✓", "partly": "○", "no": "✗", None: "?"}
    if report.safeguarding.items:
        yield ""
        yield _("Safeguarding")
    for item in report.safeguarding.items:
        yield f"  {marks[item.met or item.known]} {item.label}: {item.evidence or item.reason}"
    for scan in report.safeguarding.scans:
        figures = {"day": scan.scanned_on, "points": scan.points, "most": scan.most}
        yield _("  %(day)s: %(points)s of %(most)s points") % figures
