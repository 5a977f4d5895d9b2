"""The least bad way out of a clash: fewest broken pairs first, then the objective."""

from dataclasses import replace

from startlijn.engines.grouping.arrays import Floats
from startlijn.engines.grouping.exact import dearest
from startlijn.engines.grouping.explaining import explain
from startlijn.engines.grouping.instance import build
from startlijn.engines.grouping.parts import Outcome, solve_parts
from startlijn.engines.grouping.terms import Clash, Objective, Problem, Relaxation
from startlijn.engines.grouping.watch import Watch

MOST_PER_PAIR = 1e5  # minutes for a broken pair; beyond this the arithmetic loses the minutes


def relax(
    problem: Problem, minutes: Floats, watch: Watch, seed: int, clash: tuple[Clash, ...]
) -> Relaxation | None:
    """Group with forbidden pairs allowed at a price above any travel; None when time is too short for one.

    Rules about whole groups that are part of the clash are left out, and so are sizes that no number of
    groups fits.
    With ``longest`` the sum of the journeys is minimised.
    """
    eased = _ease(problem, {part.rule for part in clash})
    price = min(dearest(build(eased, minutes, broken=0.0)), MOST_PER_PAIR)
    instance = build(eased, minutes, broken=price)
    outcome: Outcome = solve_parts(instance, None, watch, seed, "relaxation")
    if outcome.groups is None:
        return None
    groups = sorted(
        sorted(member for unit in group for member in instance.units[unit]) for group in outcome.groups
    )
    told = explain(problem, minutes, groups)
    value = told.longest if problem.objective is Objective.LONGEST else told.total
    proven = outcome.settled and price < MOST_PER_PAIR and problem.objective is not Objective.LONGEST
    return Relaxation(told.groups, told.broken, told.rules, value, proven)


def _ease(problem: Problem, rules: set[str]) -> Problem:
    """Leave out what cannot be bent pair by pair."""
    kept = problem.rules
    if "at_most" in rules:
        kept = replace(kept, at_most=tuple(limit for limit in kept.at_most if limit.most == 1))
    if "not_alone" in rules:
        kept = replace(kept, not_alone=())
    if "together" in rules:
        kept = replace(kept, together=())
    if "pinned" in rules:
        kept = replace(kept, pinned={})
    groups = problem.groups
    if "groups" in rules and groups is not None and not _fits(problem, groups):
        groups = None
    eased = replace(problem, rules=kept, groups=groups)
    return eased if groups is not None else _ease_sizes(eased)


def _fits(problem: Problem, groups: int) -> bool:
    return groups * problem.smallest <= len(problem.members) <= groups * problem.largest


def _ease_sizes(problem: Problem) -> Problem:
    """When no number of groups fits, allow the even sizes nearest to what was asked."""
    count = len(problem.members)
    if -(-count // problem.largest) <= count // problem.smallest:
        return problem
    groups = max(1, count // problem.smallest)
    return replace(problem, smallest=count // groups, largest=-(-count // groups), groups=groups)
