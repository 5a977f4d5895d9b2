"""Peers of the grouping engine. Each runs in a process of its own: highspy and ortools do not live together.

Their seconds are CPU seconds of that process (CP-SAT: its own deterministic seconds, which are about as
long), so that other work on the machine hardly matters.

`python -m tools.bench.peers NAME SECONDS < instance.json` prints the groups as JSON.
"""

import json
import random
import sys
import time
from collections.abc import Callable

from tools.bench.instances import Instance

Groups = list[list[int]]


def _sizes(instance: Instance) -> list[int]:
    base, rest = divmod(instance.size, instance.groups)
    return [base + (k < rest) for k in range(instance.groups)]


def ours(instance: Instance, seconds: float) -> Groups:
    """Form groups with the engine of Startlijn."""
    from startlijn.engines.grouping import Member, Objective, Problem, solve

    members = tuple(Member(str(i)) for i in range(instance.size))
    problem = Problem(
        members=members,
        smallest=instance.smallest,
        largest=instance.largest,
        objective=Objective.PAIRS,
        minutes=tuple(tuple(float(d) for d in row) for row in instance.distances),
        groups=instance.groups,
    )
    result = solve(problem, seconds=seconds, clock=time.process_time)
    print(json.dumps({"status": result.status, "bound": result.bound}), file=sys.stderr)
    return [[int(member) for member in group.members] for group in result.groups]


def random_restarts(instance: Instance, seconds: float) -> Groups:
    """Shuffle, deal out, swap while it helps, and begin again: what random group formers do."""
    chance, best, best_value = random.Random(0), [], float("inf")
    until = time.process_time() + seconds
    while time.process_time() < until:
        order = list(range(instance.size))
        chance.shuffle(order)
        groups, position = [], 0
        for size in _sizes(instance):
            groups.append(order[position : position + size])
            position += size
        _swap(instance, groups, chance, until)
        if (value := instance.value(groups)) < best_value:
            best, best_value = groups, value
    return best


def _swap(instance: Instance, groups: Groups, chance: random.Random, until: float) -> None:
    distances, misses = instance.distances, 0
    while misses < 20 * instance.size and time.process_time() < until:
        first, second = chance.sample(range(len(groups)), 2)
        a, b = chance.randrange(len(groups[first])), chance.randrange(len(groups[second]))
        x, y = groups[first][a], groups[second][b]
        before = sum(distances[x][m] for m in groups[first]) + sum(distances[y][m] for m in groups[second])
        after = sum(distances[y][m] for m in groups[first] if m != x)
        after += sum(distances[x][m] for m in groups[second] if m != y)
        if after < before:
            groups[first][a], groups[second][b], misses = y, x, 0
        else:
            misses += 1


def kmeans_constrained(instance: Instance, seconds: float) -> Groups:
    """Cluster with size limits (k-means-constrained), on coordinates found by scaling; best restart."""
    import numpy as np
    from k_means_constrained import KMeansConstrained

    distances = np.array(instance.distances, float)
    centred = -0.5 * (
        distances**2 - (distances**2).mean(0) - (distances**2).mean(1)[:, None] + (distances**2).mean()
    )
    values, vectors = np.linalg.eigh(centred)
    points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    best, best_value, until, seed = [], float("inf"), time.process_time() + seconds, 0
    while time.process_time() < until or not best:
        found = KMeansConstrained(
            instance.groups, instance.smallest, instance.largest, n_init=1, random_state=seed
        )
        labels = found.fit_predict(points)
        groups = [np.flatnonzero(labels == k).tolist() for k in range(instance.groups)]
        seed += 1
        if (value := instance.value(groups)) < best_value:
            best, best_value = groups, value
    return best


def cp_sat(instance: Instance, seconds: float) -> Groups:
    """Solve the plain model with OR-Tools CP-SAT: x[i, k] and a product per pair and group."""
    from ortools.sat.python import cp_model

    model, n, k = cp_model.CpModel(), instance.size, instance.groups
    x = [[model.new_bool_var(f"x{i}_{g}") for g in range(k)] for i in range(n)]
    for row in x:
        model.add_exactly_one(row)
    for g in range(k):
        model.add_linear_constraint(sum(x[i][g] for i in range(n)), instance.smallest, instance.largest)
    terms = []
    for a in range(n):
        for b in range(a):
            together = model.new_bool_var("")
            for g in range(k):
                model.add_bool_or(x[a][g].negated(), x[b][g].negated(), together)
            terms.append(instance.distances[a][b] * together)
    model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.max_time_in_seconds = 10 * seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    print(json.dumps({"bound": solver.best_objective_bound}), file=sys.stderr)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    return [[i for i in range(n) if solver.boolean_value(x[i][g])] for g in range(k)]


PEERS: dict[str, Callable[[Instance, float], Groups]] = {
    "Startlijn": ours,
    "k-means-constrained": kmeans_constrained,
    "OR-Tools CP-SAT": cp_sat,
    "random restarts": random_restarts,
}

if __name__ == "__main__":
    given = Instance(**json.load(sys.stdin))
    print(json.dumps(PEERS[sys.argv[1]](given, float(sys.argv[2]))))
