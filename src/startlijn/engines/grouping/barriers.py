"""The hard rules and the wishes as statements about pairs of members."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from startlijn.engines.grouping.arrays import Bools, Floats, Ints, Words
from startlijn.engines.grouping.terms import Member, Problem, Wish, WishKind


@dataclass(frozen=True)
class Barrier:
    """One rule that keeps pairs apart: `mask[i, j]` is true where members i and j may not share a group."""

    rule: str
    column: str | None
    mask: Bools


def barriers(problem: Problem) -> tuple[Barrier, ...]:
    """Return every rule of the problem that forbids pairs, in the order in which they are explained."""
    rules, members = problem.rules, problem.members
    found = [Barrier("apart_by", column, _equal(members, column)) for column in rules.apart_by]
    found += [Barrier("same", column, _different(members, column)) for column in rules.same]
    found += [
        Barrier("at_most", rule.column, _equal(members, rule.column))
        for rule in rules.at_most
        if rule.most == 1
    ]
    for name, sets in (("apart", rules.apart), ("history", rules.history)):
        if sets:
            found.append(Barrier(name, None, _within(members, sets)))
    if rules.pinned:
        found.append(Barrier("pinned", None, _pinned_elsewhere(problem)))
    if rules.common_slot:
        words = slot_words(members)
        found.append(Barrier("common_slot", None, (words[:, None] & words) == 0))
    for barrier in found:
        np.fill_diagonal(barrier.mask, False)
    return tuple(found)


def values(members: tuple[Member, ...], column: str) -> Ints:
    """Number the values of a column; -1 is empty."""
    texts = [member.attributes.get(column, "").strip() for member in members]
    names = {text: number for number, text in enumerate(sorted(set(texts) - {""}))}
    return np.array([names.get(text, -1) for text in texts], dtype=np.int64)


def slot_words(members: tuple[Member, ...]) -> Words:
    """One bit per free moment; a member without a list is always free."""
    names = sorted({slot for member in members for slot in member.slots or ()})
    bits = {slot: np.uint64(1 << number) for number, slot in enumerate(names)}
    always = np.uint64(2**64 - 1)
    words = [
        always
        if member.slots is None
        else np.bitwise_or.reduce([bits[slot] for slot in member.slots] or [np.uint64(0)])
        for member in members
    ]
    return np.array(words, dtype=np.uint64)


def wish_minutes(problem: Problem, wishes: tuple[Wish, ...] | None = None) -> Floats:
    """Return the minutes that the wishes (None: all) add for each pair in one group (n x n, symmetric)."""
    total = np.zeros((len(problem.members),) * 2)
    for wish in problem.rules.wishes if wishes is None else wishes:
        total += wish.minutes * _broken_part(problem.members, wish)
    np.fill_diagonal(total, 0.0)
    return total


def _broken_part(members: tuple[Member, ...], wish: Wish) -> Floats:
    if wish.kind is WishKind.MIX:
        return _equal(members, wish.column).astype(np.float64)
    if wish.kind is WishKind.ALIKE:
        return _different(members, wish.column).astype(np.float64)
    likeness = _jaccard(members, wish.column)
    return likeness if wish.kind is WishKind.DIFFER else 1.0 - likeness


def _equal(members: tuple[Member, ...], column: str) -> Bools:
    numbers = values(members, column)
    same: Bools = (numbers[:, None] == numbers) & (numbers >= 0)
    return same


def _different(members: tuple[Member, ...], column: str) -> Bools:
    numbers = values(members, column)
    other: Bools = numbers[:, None] != numbers
    return other


def _jaccard(members: tuple[Member, ...], column: str) -> Floats:
    """|A and B| / |A or B| of the ``;``-separated sets; two empty sets are alike."""
    sets = [
        {part.strip() for part in member.attributes.get(column, "").split(";")} - {""} for member in members
    ]
    names = {name: number for number, name in enumerate(sorted(set().union(*sets)))}
    table = np.zeros((len(members), len(names)))
    for row, names_here in enumerate(sets):
        table[row, [names[name] for name in names_here]] = 1.0
    both = table @ table.T
    either = table.sum(1)[:, None] + table.sum(1) - both
    return np.where(either > 0, both / np.maximum(either, 1.0), 1.0)


def _within(members: tuple[Member, ...], sets: Iterable[tuple[str, ...]]) -> Bools:
    place = {member.id: number for number, member in enumerate(members)}
    mask = np.zeros((len(members),) * 2, dtype=np.bool_)
    for ids in sets:
        rows = [place[member] for member in ids]
        mask[np.ix_(rows, rows)] = True
    return mask


def _pinned_elsewhere(problem: Problem) -> Bools:
    labels = sorted(set(problem.rules.pinned.values()))
    number = {label: index for index, label in enumerate(labels)}
    pinned = problem.rules.pinned
    pins = np.array([number[pinned[who.id]] if who.id in pinned else -1 for who in problem.members])
    mask: Bools = (pins[:, None] != pins) & (pins[:, None] >= 0) & (pins >= 0)
    return mask
