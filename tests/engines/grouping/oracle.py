"""The plainest possible solver: tries every grouping, and reads the rules straight from their description."""

from collections.abc import Iterator

from startlijn.engines.grouping import Objective, Problem, Wish, WishKind, travel_minutes

Partition = list[list[int]]


def best(problem: Problem) -> tuple[float, float] | None:
    """Return (value, total) of the best grouping, or None when none exists."""
    pairs = Pairs(problem)
    found: tuple[float, float] | None = None
    for groups in partitions(len(problem.members), problem.smallest, problem.largest):
        if problem.groups not in (None, len(groups)) or not pairs.allowed(groups):
            continue
        value = pairs.value(groups)
        if found is None or value < found:
            found = value
    return found


def fewest_broken(problem: Problem) -> tuple[int, float]:
    """Return (broken pairs, value) of the least bad grouping when pairs may be broken."""
    pairs = Pairs(problem)
    return min(
        (sum(pairs.forbidden(i, j) for g in groups for i in g for j in g if i < j), pairs.value(groups)[0])
        for groups in partitions(len(problem.members), problem.smallest, problem.largest)
    )


def partitions(count: int, smallest: int, largest: int) -> Iterator[Partition]:
    """Every way to split 0..count-1 into groups of the sizes given."""

    def place(member: int, groups: Partition) -> Iterator[Partition]:
        if member == count:
            if all(len(group) >= smallest for group in groups):
                yield groups
            return
        lacking = sum(max(0, smallest - len(group)) for group in groups)
        if lacking > count - member:
            return
        for group in groups:
            if len(group) < largest:
                group.append(member)
                yield from place(member + 1, groups)
                group.pop()
        groups.append([member])
        yield from place(member + 1, groups)
        groups.pop()

    yield from place(0, [])


class Pairs:
    """Costs and rules of a problem, pair by pair and group by group."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.members = problem.members

    def minutes(self, i: int, j: int) -> float:
        if i == j:
            return 0.0
        if self.problem.minutes is not None:
            return self.problem.minutes[i][j]
        a, b = self.members[i], self.members[j]
        return travel_minutes(a.lat or 0.0, a.lon or 0.0, b.lat or 0.0, b.lon or 0.0)

    def attribute(self, i: int, column: str) -> str:
        return self.members[i].attributes.get(column, "")

    def forbidden(self, i: int, j: int) -> bool:
        rules = self.problem.rules
        a, b = self.members[i], self.members[j]
        for column in rules.apart_by:
            if self.attribute(i, column) and self.attribute(i, column) == self.attribute(j, column):
                return True
        if any(self.attribute(i, column) != self.attribute(j, column) for column in rules.same):
            return True
        if any(a.id in ids and b.id in ids for ids in (*rules.apart, *rules.history)):
            return True
        if a.id in rules.pinned and b.id in rules.pinned and rules.pinned[a.id] != rules.pinned[b.id]:
            return True
        if rules.common_slot and a.slots is not None and b.slots is not None:
            return not a.slots & b.slots
        return False

    def allowed(self, groups: Partition) -> bool:
        return all(self.group_allowed(group) for group in groups) and self.joined(groups)

    def group_allowed(self, group: list[int]) -> bool:
        rules = self.problem.rules
        if any(self.forbidden(i, j) for i in group for j in group if i < j):
            return False
        if rules.common_slot:
            lists = [self.members[i].slots for i in group if self.members[i].slots is not None]
            if lists and not frozenset.intersection(*[slots for slots in lists if slots is not None]):
                return False
        for limit in rules.at_most:
            values = [self.attribute(i, limit.column) for i in group]
            if any(value and values.count(value) > limit.most for value in values):
                return False
        return all(
            sum(self.attribute(i, kind.column) == kind.value for i in group) != 1 for kind in rules.not_alone
        )

    def joined(self, groups: Partition) -> bool:
        where = {self.members[i].id: number for number, group in enumerate(groups) for i in group}
        rules = self.problem.rules
        pins = [
            [who for who in rules.pinned if rules.pinned[who] == label] for label in rules.pinned.values()
        ]
        return all(len({where[member] for member in ids}) <= 1 for ids in (*rules.together, *pins))

    def wishes(self, group: list[int]) -> float:
        return sum(
            wish.minutes * self.broken(wish, i, j)
            for wish in self.problem.rules.wishes
            for i in group
            for j in group
            if i < j
        )

    def broken(self, wish: Wish, i: int, j: int) -> float:
        a, b = self.attribute(i, wish.column), self.attribute(j, wish.column)
        if wish.kind is WishKind.MIX:
            return float(a == b != "")
        if wish.kind is WishKind.ALIKE:
            return float(a != b)
        first, second = set(a.split(";")) - {""}, set(b.split(";")) - {""}
        likeness = len(first & second) / len(first | second) if first | second else 1.0
        return likeness if wish.kind is WishKind.DIFFER else 1 - likeness

    def value(self, groups: Partition) -> tuple[float, float]:
        objective = self.problem.objective
        if objective is Objective.PAIRS:
            total = sum(
                (self.minutes(i, j) + self.minutes(j, i)) / 2 for g in groups for i in g for j in g if i < j
            ) + sum(self.wishes(group) for group in groups)
            return total, total
        longest = max(min(max(self.minutes(i, h) for i in g) for h in g) for g in groups)
        limit = longest if objective is Objective.LONGEST else float("inf")
        total = sum(self.wishes(group) + self.host_sum(group, limit) for group in groups)
        return (longest if objective is Objective.LONGEST else total), total

    def host_sum(self, group: list[int], limit: float) -> float:
        return min(
            sum(self.minutes(i, host) for i in group)
            for host in group
            if max(self.minutes(i, host) for i in group) <= limit
        )
