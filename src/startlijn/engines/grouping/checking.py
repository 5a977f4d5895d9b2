"""Refuses input that cannot be a grouping problem, with a code and a place that doors can translate."""

import math
from collections.abc import Iterable

from startlijn.engines.grouping.terms import BadProblem, Member, Problem

MOST_MEMBERS = 20_000
MOST_RULES = 20_000  # sets of ids; columns and wishes have their own, lower limit
MOST_COLUMNS = 50
MOST_SLOTS = 64  # one bit each
LARGEST_GROUP = 50
MOST_MINUTES = 100_000.0  # per journey or wish: about ten weeks


def check(problem: Problem) -> None:
    """Raise BadProblem when the input is not usable; say nothing about whether a solution exists."""
    _check_sizes(problem)
    ids = _check_members(problem.members)
    if problem.minutes is None:
        _check_places(problem.members)
    else:
        _check_minutes(problem.minutes, len(problem.members))
    _check_rules(problem, ids)
    _check_start(problem, ids)


def _check_sizes(problem: Problem) -> None:
    count = len(problem.members)
    if count > MOST_MEMBERS:
        raise BadProblem("too_many_members", "members", count=count, most=MOST_MEMBERS)
    if problem.smallest < 1:
        raise BadProblem("size_below_one", "smallest", smallest=problem.smallest)
    if problem.smallest > problem.largest:
        raise BadProblem("sizes_reversed", "largest", smallest=problem.smallest, largest=problem.largest)
    if problem.largest > LARGEST_GROUP:
        raise BadProblem("size_too_large", "largest", largest=problem.largest, most=LARGEST_GROUP)
    if count < problem.smallest:
        raise BadProblem("too_few_members", "members", count=count, smallest=problem.smallest)
    if problem.groups is not None and problem.groups < 1:
        raise BadProblem("no_groups", "groups", groups=problem.groups)


def _check_members(members: tuple[Member, ...]) -> set[str]:
    seen: set[str] = set()
    slots: set[str] = set()
    for member in members:
        if not member.id:
            raise BadProblem("empty_id", "members")
        if member.id in seen:
            raise BadProblem("duplicate_id", member.id)
        seen.add(member.id)
        slots |= member.slots or frozenset()
    if len(slots) > MOST_SLOTS:
        raise BadProblem("too_many_slots", "slots", count=len(slots), most=MOST_SLOTS)
    return seen


def _check_places(members: tuple[Member, ...]) -> None:
    for member in members:
        if member.lat is None or member.lon is None:
            raise BadProblem("no_place", member.id)
        if not (math.isfinite(member.lat) and math.isfinite(member.lon)):
            raise BadProblem("place_not_a_number", member.id)
        if abs(member.lat) > 90 or abs(member.lon) > 180:
            raise BadProblem("place_not_on_earth", member.id, lat=member.lat, lon=member.lon)


def _check_minutes(minutes: tuple[tuple[float, ...], ...], count: int) -> None:
    if len(minutes) != count:
        raise BadProblem("matrix_not_square", "minutes", rows=len(minutes), members=count)
    for row, line in enumerate(minutes, start=1):
        if len(line) != count:
            raise BadProblem("matrix_not_square", f"row {row}", columns=len(line), members=count)
        for column, value in enumerate(line, start=1):
            _check_number(value, f"row {row}, column {column}")


def _check_number(value: float, where: str) -> None:
    if not math.isfinite(value):
        raise BadProblem("minutes_not_a_number", where, value=str(value))
    if value < 0:
        raise BadProblem("minutes_negative", where, value=value)
    if value > MOST_MINUTES:
        raise BadProblem("minutes_too_large", where, value=value, most=MOST_MINUTES)


def _check_rules(problem: Problem, ids: set[str]) -> None:
    rules = problem.rules
    columns = (rules.apart_by, rules.same, rules.at_most, rules.not_alone, rules.wishes)
    if sum(len(part) for part in columns) > MOST_COLUMNS:
        raise BadProblem(
            "too_many_rules", "rules", count=sum(len(part) for part in columns), most=MOST_COLUMNS
        )
    sets = (*rules.apart, *rules.together, *rules.history)
    if len(sets) > MOST_RULES:
        raise BadProblem("too_many_rules", "rules", count=len(sets), most=MOST_RULES)
    for name in ("apart", "together", "history"):
        for members in getattr(rules, name):
            _check_known(members, ids, name)
    _check_known(rules.pinned, ids, "pinned")
    for limit in rules.at_most:
        if limit.most < 1:
            raise BadProblem("limit_below_one", limit.column, most=limit.most)
    for wish in rules.wishes:
        _check_number(wish.minutes, f"wish {wish.column}")
    _check_columns(problem)


def _check_columns(problem: Problem) -> None:
    """A column that no member has is a typing error, not a rule that always holds."""
    rules = problem.rules
    named = {*rules.apart_by, *rules.same, *(rule.column for rule in rules.at_most)}
    named |= {rule.column for rule in rules.not_alone} | {wish.column for wish in rules.wishes}
    known = {column for member in problem.members for column in member.attributes}
    for column in sorted(named - known):
        raise BadProblem("unknown_column", column)


def _check_known(members: Iterable[str], ids: set[str], where: str) -> None:
    for member in members:
        if member not in ids:
            raise BadProblem("unknown_member", where, id=member)


def _check_start(problem: Problem, ids: set[str]) -> None:
    seen: set[str] = set()
    for group in problem.start:
        _check_known(group, ids, "start")
        for member in group:
            if member in seen:
                raise BadProblem("member_twice", "start", id=member)
            seen.add(member)
