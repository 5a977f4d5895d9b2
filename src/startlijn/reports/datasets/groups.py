"""Published groups as CSV and XLSX: one row per school."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from startlijn.domain.groups.queries.published import GroupView
from startlijn.engines.tables import Cell, write_csv, write_xlsx


def _headers() -> list[str]:
    return [
        _("Group"),
        _("School"),
        _("Place"),
        _("Board"),
        _("Hosts"),
        _("Minutes to the host"),
        _("Guided by"),
        _("Contact"),
        _("E-mail address"),
    ]


def rows(groups: Sequence[GroupView]) -> list[list[Cell]]:
    """Return one row per school, in order of group; minutes are rounded to whole ones."""
    return [
        [
            group.number,
            member.school,
            member.place,
            member.board,
            _("yes") if member.is_host else "",
            round(member.journey),
            group.facilitator,
            member.contact_name,
            member.contact_email,
        ]
        for group in groups
        for member in group.members
    ]


def csv_of(groups: Sequence[GroupView]) -> bytes:
    """Return the groups as CSV in the reader's language, safe to open in a spreadsheet."""
    return write_csv(_headers(), rows(groups))


def xlsx_of(groups: Sequence[GroupView]) -> bytes:
    """Return the groups as a workbook in the reader's language."""
    return write_xlsx(_headers(), rows(groups), title=groups[0].round.name)
