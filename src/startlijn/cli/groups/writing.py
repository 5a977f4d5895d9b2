"""The answer for machines: JSON, and the file of `--out`."""

import json
import os
import tempfile
from pathlib import Path

from startlijn.cli.groups.reading import Roster
from startlijn.cli.groups.showing import clash_line
from startlijn.cli.table_faults import unreadable
from startlijn.engines.grouping import Clash, MemberReport, Neighbour, Relaxation, Result, RuleReport
from startlijn.engines.tables import Cell, write_csv, write_xlsx

_OWN = ("group", "id", "host", "minutes")


def as_json(result: Result, *, relax: bool) -> str:
    """Return the answer as JSON; the keys are documented in docs/howto/groups-form.md and do not change.

    `relax` adds the key `relaxation`, which is null unless the status is infeasible.
    """
    hosts = [group.host for group in result.groups]
    answer: dict[str, object] = {
        "groups": [list(group.members) for group in result.groups],
        "objective": result.objective.value,
        "value": _whole(result.value),
        "bound": _whole(result.bound),
        "gap": result.gap,
        "status": result.status.value,
        "clash": [_clash(clash) for clash in result.clash],
        "seconds": round(result.seconds, 3),
        "rules": [_rule(rule) for rule in result.rules],
        "members": [_member(member, hosts) for member in result.members],
    }
    if relax:
        answer["relaxation"] = _relaxation(result.relaxation)
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)


def _whole(value: float | None) -> float | int | None:
    """Write 1272.0 as 1272: minutes are whole unless a matrix or a bound says otherwise."""
    if value is None:
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded.is_integer() else rounded


def _clash(clash: Clash) -> dict[str, object]:
    return {
        "rule": clash.rule,
        "column": clash.column,
        "value": clash.value,
        "members": list(clash.members),
        "needed": clash.needed,
        "available": clash.available,
        "code": clash.code,
        "text": clash_line(clash),
    }


def _rule(rule: RuleReport) -> dict[str, object]:
    return {
        "rule": rule.rule,
        "column": rule.column,
        "met": rule.met,
        "broken": list(rule.broken),
        "binding": list(rule.binding),
    }


def _member(member: MemberReport, hosts: list[str]) -> dict[str, object]:
    return {
        "id": member.id,
        "group": member.group,
        "host": hosts[member.group],
        "journey": _whole(member.journey),
        "nearest": [_neighbour(neighbour) for neighbour in member.nearest],
    }


def _neighbour(neighbour: Neighbour) -> dict[str, object]:
    return {
        "id": neighbour.id,
        "minutes": _whole(neighbour.minutes),
        "rule": neighbour.rule,
        "column": neighbour.column,
    }


def _relaxation(relaxation: Relaxation | None) -> dict[str, object] | None:
    if relaxation is None:
        return None
    return {
        "groups": [list(group.members) for group in relaxation.groups],
        "broken": [list(pair) for pair in relaxation.broken],
        "value": _whole(relaxation.value),
        "proven": relaxation.proven,
    }


def write_groups(path: Path, result: Result, roster: Roster) -> None:
    """Write one row per member: its group, host and minutes, then the columns of the file itself.

    The file appears whole or not at all. Raises InputError when the folder refuses it.
    """
    others = [header for header in roster.table.headers if header.strip().lower() not in _OWN]
    attributes = {member.id: member.attributes for member in roster.members}
    rows = [
        [*_placed(member, result), *(attributes[member.id].get(header, "") for header in others)]
        for member in sorted(result.members, key=lambda report: report.group)
    ]
    headers = [*_OWN, *others]
    data = (
        write_xlsx(headers, rows, title="groups")
        if path.suffix.lower() == ".xlsx"
        else write_csv(headers, rows)
    )
    try:
        _replace(path, data)
    except OSError as error:
        raise unreadable(path, error) from error


def _placed(member: MemberReport, result: Result) -> list[Cell]:
    host = result.groups[member.group].host
    return [member.group + 1, member.id, "yes" if member.id == host else "", _whole(member.journey)]


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_mask())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _mask() -> int:
    """Return the mask that the terminal sets for new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
