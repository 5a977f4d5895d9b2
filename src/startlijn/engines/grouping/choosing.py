"""Chooses whole groups from a list: set partitioning by integer programming."""

from dataclasses import dataclass

import highspy
import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.cuts import CutTable
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.master import columns, quiet_solver
from startlijn.engines.grouping.watch import Watch


@dataclass(frozen=True)
class Choice:
    """Rows chosen (None: none found), their cost, a lower bound on every choice, and whether it is settled.

    `settled` with `rows` None means that no choice exists among the groups offered.
    """

    rows: Ints | None
    cost: float
    bound: float
    settled: bool


def choose(
    instance: Instance,
    rows: Ints,
    costs: Floats,
    cuts: CutTable,
    watch: Watch,
    *,
    step: float = 0.0,
    known: Ints | None = None,
    nodes: int | None = None,
) -> Choice:
    """Choose the cheapest grouping among `rows`.

    `step` is the smallest difference between two costs (0: unknown), `known` a first grouping,
    `nodes` the most branch-and-bound nodes.
    """
    solver = quiet_solver()
    solver.setOptionValue("time_limit", max(0.05, watch.left()))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", max(0.99 * step, 1e-6))
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    solver.passModel(_programme(instance, rows, costs, cuts))
    if known is not None:
        _hand_over(solver, rows, known)
    _stop_with(solver, watch)
    solver.run()
    return _read(solver, rows, costs)


def _programme(instance: Instance, rows: Ints, costs: Floats, cuts: CutTable) -> highspy.HighsLp:
    start, index, value = columns(rows, instance.size, cuts.factors(rows))
    count, size = len(rows), instance.size
    programme = highspy.HighsLp()
    programme.num_col_ = count
    programme.num_row_ = size + 1 + len(cuts.cuts)
    programme.col_cost_ = costs
    programme.col_lower_ = np.zeros(count)
    programme.col_upper_ = np.ones(count)
    programme.row_lower_ = np.concatenate(
        [np.ones(size), [instance.fewest], np.full(len(cuts.cuts), -np.inf)]
    )
    most = [cut.most for cut in cuts.cuts]
    programme.row_upper_ = np.concatenate([np.ones(size), [instance.greatest], most]).astype(np.float64)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = start.astype(np.int32)
    programme.a_matrix_.index_ = index.astype(np.int32)
    programme.a_matrix_.value_ = value
    programme.integrality_ = [highspy.HighsVarType.kInteger] * count
    return programme


def _hand_over(solver: highspy.Highs, rows: Ints, known: Ints) -> None:
    """Give the solver a first solution, when all its groups are among the rows."""
    wanted = {row.tobytes() for row in np.sort(known, axis=1)[:, : rows.shape[1]]}
    chosen = np.array([row.tobytes() in wanted for row in rows], dtype=np.float64)
    if chosen.sum() == len(wanted):
        solution = highspy.HighsSolution()
        solution.col_value = chosen.tolist()
        solver.setSolution(solution)


def _stop_with(solver: highspy.Highs, watch: Watch) -> None:
    """Let the solver stop when the run is cancelled."""
    if watch.cancelled is not None:

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            if watch.over():
                event.interrupt()

        solver.cbMipInterrupt.subscribe(interrupt)


def _read(solver: highspy.Highs, rows: Ints, costs: Floats) -> Choice:
    status = solver.getModelStatus()
    info = solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Choice(None, np.inf, np.inf, settled=True)
    settled = status == highspy.HighsModelStatus.kOptimal
    bound = float(info.mip_dual_bound) if np.isfinite(info.mip_dual_bound) else -np.inf
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Choice(None, np.inf, bound, settled=False)
    chosen = np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)
    return Choice(rows[chosen], float(costs[chosen].sum()), bound, settled)
