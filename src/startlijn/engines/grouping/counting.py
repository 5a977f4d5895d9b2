"""Proves by counting alone that no grouping exists, with the figures that say why.

Each check returns the smallest set of rules that cannot hold together, or nothing.
"""

from collections.abc import Iterator

import numpy as np

from startlijn.engines.grouping.arrays import Ints
from startlijn.engines.grouping.barriers import Barrier, barriers, slot_words, values
from startlijn.engines.grouping.instance import member_units
from startlijn.engines.grouping.terms import Clash, Problem


def clash_by_counting(problem: Problem) -> tuple[Clash, ...]:
    """Return the first clash that counting shows; empty when counting shows none."""
    for check in (_sizes, _same, _most_of_a_value, _units, _alone, _lonely):
        for clash in check(problem):
            return clash
    return ()


def most_groups(problem: Problem) -> int:
    """The greatest number of groups that the sizes, the fixed number and the `same` columns allow."""
    if problem.groups is not None:
        return problem.groups
    return sum(len(members) // problem.smallest for _, members in _classes(problem))


def size_clash(problem: Problem, needed: int = 0) -> Clash:
    """The part that the group sizes have in a clash: they allow only so many groups."""
    count, most = len(problem.members), most_groups(problem)
    if problem.groups is not None:
        text = f"The number of groups is fixed at {problem.groups}."
        return Clash("groups", "groups_fixed", text, needed=needed, available=most)
    text = f"{count} members make at most {most} groups of {problem.smallest} or more."
    return Clash("size", "most_groups", text, needed=needed, available=most)


def _sizes(problem: Problem) -> Iterator[tuple[Clash, ...]]:
    count = len(problem.members)
    if _fits(count, problem, problem.groups):
        return
    span = f"groups of {problem.smallest} to {problem.largest}"
    if problem.groups is None:
        yield (
            Clash("size", "members_do_not_fit", f"{count} members cannot be put into {span}.", needed=count),
        )
    else:
        text = f"{count} members cannot be put into {problem.groups} {span}."
        room = problem.groups * (
            problem.largest if count > problem.groups * problem.largest else problem.smallest
        )
        yield (
            Clash("size", "members_do_not_fit", text, needed=count, available=room),
            Clash("groups", "groups_fixed", f"The number of groups is fixed at {problem.groups}."),
        )


def _fits(count: int, problem: Problem, groups: int | None) -> bool:
    fewest, most = -(-count // problem.largest), count // problem.smallest
    return fewest <= most if groups is None else fewest <= groups <= most


def _classes(problem: Problem) -> list[tuple[str, Ints]]:
    """Members by the values of all `same` columns: (values joined by a slash, member numbers)."""
    classes: dict[tuple[str, ...], list[int]] = {}
    for number, who in enumerate(problem.members):
        key = tuple(who.attributes.get(column, "").strip() for column in problem.rules.same)
        classes.setdefault(key, []).append(number)
    return [(" / ".join(key), np.array(members)) for key, members in sorted(classes.items())]


def _same(problem: Problem) -> Iterator[tuple[Clash, ...]]:
    """Every value of the `same` columns must fill groups of its own."""
    if not problem.rules.same:
        return
    column = ", ".join(problem.rules.same)
    for value, members in _classes(problem):
        if not _fits(len(members), problem, None):
            text = (
                f"{len(members)} members have {column} {value or 'empty'}; that does not fill groups of "
                f"{problem.smallest} to {problem.largest}."
            )
            ids = tuple(problem.members[member].id for member in members)
            clash = Clash(
                "same", "class_does_not_fit", text, column, value, ids, problem.smallest, len(members)
            )
            yield (clash, size_clash(problem))
    if problem.groups is not None:
        sizes = [len(members) for _, members in _classes(problem)]
        least = sum(-(-size // problem.largest) for size in sizes)
        most = sum(size // problem.smallest for size in sizes)
        if not least <= problem.groups <= most:
            fixed = f"the number is fixed at {problem.groups}"
            text = f"The values of {column} need {least} to {most} groups; {fixed}."
            clash = Clash("same", "classes_need_groups", text, column, needed=least, available=problem.groups)
            yield (clash, size_clash(problem, least))


def _most_of_a_value(problem: Problem) -> Iterator[tuple[Clash, ...]]:
    """A value that more members have than there can be places for it, such as one large board."""
    limits = [("apart_by", column, 1) for column in problem.rules.apart_by]
    limits += [("at_most", rule.column, rule.most) for rule in problem.rules.at_most]
    fixed = problem.groups is not None
    for rule, column, most in limits:
        numbers = values(problem.members, column)
        for value, members in [("", np.arange(len(numbers)))] if fixed else _classes(problem):
            groups = most_groups(problem) if fixed else len(members) // problem.smallest
            counts = np.bincount(numbers[members][numbers[members] >= 0], minlength=1)
            if counts.max() > most * groups:
                here = members[numbers[members] == counts.argmax()]
                clash = _crowded(problem, rule, column, most, here, groups)
                rest = [size_clash(problem, -(-len(here) // most))]
                if problem.rules.same and not fixed:
                    rest = _class_size(problem, value, len(members), groups)
                yield (clash, *rest)


def _crowded(problem: Problem, rule: str, column: str, most: int, here: Ints, groups: int) -> Clash:
    value = problem.members[here[0]].attributes[column].strip()
    each = "one" if most == 1 else str(most)
    text = (
        f"{column} {value} has {len(here)} members; at most {groups} groups can take {each} each; "
        f"at least {len(here) - most * groups} have to share."
    )
    ids = tuple(problem.members[member].id for member in here)
    return Clash(rule, "value_too_large", text, column, value, ids, len(here), most * groups)


def _class_size(problem: Problem, value: str, count: int, groups: int) -> list[Clash]:
    column = ", ".join(problem.rules.same)
    most = f"at most {groups} groups of {problem.smallest} or more"
    text = f"The {count} members with {column} {value} make {most}."
    return [
        Clash("same", "class_makes_groups", text, column, value, (), count, groups),
        size_clash(problem),
    ]


def _units(problem: Problem) -> Iterator[tuple[Clash, ...]]:
    """Members that must stay together but may not, or are too many."""
    masks = barriers(problem)
    words = slot_words(problem.members)
    for unit in member_units(problem):
        ids = tuple(problem.members[member].id for member in unit)
        rule = "pinned" if set(ids) <= set(problem.rules.pinned) else "together"
        text = f"{', '.join(ids)} have to be in one group."
        joined = Clash(rule, "kept_together", text, members=ids, needed=len(unit), available=problem.largest)
        if len(unit) > problem.largest:
            yield (
                joined,
                Clash("size", "group_too_large", f"A group has at most {problem.largest} members."),
            )
        inside = np.ix_(unit, unit)
        for barrier in masks:
            if barrier.mask[inside].any():
                first, second = np.argwhere(barrier.mask[inside])[0]
                yield (joined, _kept_apart(problem, barrier, unit[first], unit[second]))
        if problem.rules.common_slot and np.bitwise_and.reduce(words[list(unit)]) == 0:
            text = f"{', '.join(ids)} have no free moment in common."
            yield (joined, Clash("common_slot", "no_common_slot", text, members=ids))
        for limit in problem.rules.at_most:
            numbers = values(problem.members, limit.column)[list(unit)]
            count = int(np.bincount(numbers[numbers >= 0], minlength=1).max())
            if count > limit.most:
                text = f"A group has at most {limit.most} members with the same {limit.column}."
                yield (
                    joined,
                    Clash("at_most", "too_many_alike", text, limit.column, None, ids, count, limit.most),
                )


def _kept_apart(problem: Problem, barrier: Barrier, first: int, second: int) -> Clash:
    ids = (problem.members[first].id, problem.members[second].id)
    text = f"{ids[0]} and {ids[1]} may not be in one group."
    return Clash(barrier.rule, "kept_apart", text, barrier.column, members=ids)


def _alone(problem: Problem) -> Iterator[tuple[Clash, ...]]:
    """The only one of a kind is alone in every group."""
    for rule in problem.rules.not_alone:
        ids = [who.id for who in problem.members if who.attributes.get(rule.column, "").strip() == rule.value]
        if len(ids) == 1 and problem.smallest > 0:
            text = f"{ids[0]} is the only member with {rule.column} {rule.value}."
            yield (Clash("not_alone", "only_one", text, rule.column, rule.value, tuple(ids), 2, 1),)


def _lonely(problem: Problem) -> Iterator[tuple[Clash, ...]]:
    """A member whom the rules leave with too few others to fill a group."""
    masks = barriers(problem)
    if not masks or problem.smallest == 1:
        return
    total = np.logical_or.reduce([barrier.mask for barrier in masks])
    free = len(problem.members) - total.sum(1)
    member = int(free.argmin())
    if free[member] >= problem.smallest:
        return
    needed = list(masks)
    for barrier in masks:
        rest = [other for other in needed if other is not barrier]
        left = (
            np.logical_or.reduce([other.mask[member] for other in rest])
            if rest
            else np.zeros(1, dtype=np.bool_)
        )
        if len(problem.members) - left.sum() < problem.smallest:
            needed = rest
    who = problem.members[member]
    others = int(free[member]) - 1
    text = f"The rules leave {who.id} with {others} others; a group needs {problem.smallest - 1}."
    clashes = [
        Clash(
            barrier.rule,
            "too_few_others",
            text,
            barrier.column,
            None if barrier.column is None else who.attributes.get(barrier.column, "").strip(),
            (who.id,),
            problem.smallest - 1,
            others,
        )
        for barrier in needed
    ]
    yield (*clashes, size_clash(problem))
