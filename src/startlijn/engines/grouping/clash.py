"""Names the smallest set of rules that cannot hold together, when counting does not show it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from startlijn.engines.grouping.terms import Clash, Problem, Rules

Possible = Callable[[Problem], bool | None]


@dataclass(frozen=True)
class Part:
    """One rule of a problem, and the problem without it."""

    rule: str
    column: str | None
    value: str | None
    members: tuple[str, ...]
    drop: Callable[[Problem], Problem]


def smallest_clash(problem: Problem, possible: Possible) -> tuple[Clash, ...]:
    """Leave out each rule in turn; what can be left out while no grouping exists is not part of the clash.

    `possible` says whether a grouping exists (None: not known, the rule then stays). Sizes are always part.
    """
    kept: list[Part] = []
    current = problem
    for part in _parts(problem):
        lighter = part.drop(current)
        if possible(lighter) is False:
            current = lighter
        else:
            kept.append(part)
    span = f"Groups have {problem.smallest} to {problem.largest} members."
    size = Clash("size", "sizes", span, needed=problem.smallest, available=problem.largest)
    return (*(_told(part) for part in kept), size)


def _told(part: Part) -> Clash:
    detail = " ".join(text for text in (part.column, part.value) if text)
    names = f" ({', '.join(part.members)})" if part.members else ""
    text = (
        f"The rule {part.rule}{' ' + detail if detail else ''}{names} cannot hold together with the others."
    )
    return Clash(part.rule, "cannot_hold_together", text, part.column, part.value, part.members)


def _parts(problem: Problem) -> Iterator[Part]:
    """The rules that can be left out, the most particular last."""
    rules = problem.rules
    if problem.groups is not None:
        yield Part("groups", None, str(problem.groups), (), lambda now: replace(now, groups=None))
    for name in ("same", "apart_by"):
        for column in getattr(rules, name):
            yield Part(name, column, None, (), _without(name, column))
    yield from _parts_about_kinds(rules)
    if rules.common_slot:
        yield Part("common_slot", None, None, (), lambda now: _with(now, common_slot=False))
    if rules.history:
        yield Part("history", None, None, (), lambda now: _with(now, history=()))
    if rules.pinned:
        ids = tuple(sorted(rules.pinned))
        yield Part("pinned", None, None, ids, lambda now: _with(now, pinned={}))
    for name in ("apart", "together"):
        for ids in getattr(rules, name):
            yield Part(name, None, None, ids, _without(name, ids))


def _parts_about_kinds(rules: Rules) -> Iterator[Part]:
    for limit in rules.at_most:
        yield Part("at_most", limit.column, str(limit.most), (), _without("at_most", limit))
    for kind in rules.not_alone:
        yield Part("not_alone", kind.column, kind.value, (), _without("not_alone", kind))


def _without(name: str, item: Any) -> Callable[[Problem], Problem]:
    def drop(problem: Problem) -> Problem:
        left = list(getattr(problem.rules, name))
        left.remove(item)
        return _with(problem, **{name: tuple(left)})

    return drop


def _with(problem: Problem, **changes: Any) -> Problem:
    rules: Rules = replace(problem.rules, **changes)
    return replace(problem, rules=rules)
