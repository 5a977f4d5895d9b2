"""The grouping engine on the demo partnership and on real sites: does it reach its goals?

`python -m tools.bench sites FOLDER` reads DUO's `02.-alle-vestigingen-vo.csv` and RIO's
`onderwijslocaties.csv` in FOLDER. Every case runs in a process of its own, for its memory, and
the clock of the engine is the CPU time of that process: other work on the machine hardly changes the figures.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ALL = "all sites"
ONE_THREAD = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
NEAR_THE_END = 1.03  # a first good answer is within 3 % of the last one


@dataclass(frozen=True, slots=True)
class Case:
    """Members of one place, put into groups; `rules`: the columns of `apart_by`."""

    place: str
    smallest: int
    largest: int
    objective: str
    apart_by: tuple[str, ...] = ()
    seconds: float = 30.0


DEMO = [
    Case("demo", least, most, objective, ("board",))
    for least, most in ((3, 4), (4, 8))
    for objective in ("pairs", "host", "longest")
]
PROVINCES = [
    Case("Zeeland", 3, 4, "host", ("board",)),
    Case("Utrecht", 3, 4, "host", ("board",)),
    Case("Utrecht", 4, 8, "pairs", ("board",)),
    Case("Utrecht", 4, 8, "pairs"),
    Case("Friesland", 4, 8, "pairs", ("board",)),
    Case("Limburg", 3, 4, "pairs"),
    Case("Limburg", 3, 4, "host", ("board",)),
    Case("Noord-Brabant", 3, 4, "host"),
    Case("Gelderland", 3, 4, "pairs"),
    Case(ALL, 3, 4, "pairs", seconds=120),
    Case(ALL, 3, 4, "host", seconds=120),
    Case(ALL, 4, 8, "pairs", seconds=120),
    Case(ALL, 4, 8, "host", seconds=120),
]


def main(folder: str | None = None, only: str = "") -> None:
    """Print a Markdown table; without a folder only the demo partnership. `only`: part of a case's name."""
    print("| case | n | status | minutes | bound | gap | within 3 % after | CPU s (limit) | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for case in DEMO + (PROVINCES if folder else []):
        name = f"{case.place}, {case.smallest}–{case.largest}, {case.objective}"
        name += f", apart by {' and '.join(case.apart_by)}" if case.apart_by else ", no rules"
        if only in name:
            print(f"| {name} | {' | '.join(_run(case, folder))} |", flush=True)


def _run(case: Case, folder: str | None) -> Iterator[str]:
    command = [sys.executable, "-m", "tools.bench.sites", json.dumps(asdict(case)), folder or ""]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=ONE_THREAD)
    told = json.loads(done.stdout)
    yield str(told["members"])
    yield told["status"]
    if told["value"] is None:
        yield from ("–", "–", told["clash"], "–")
    else:
        yield from (f"{told['value']:,.0f}", f"{told['bound']:,.1f}", f"{100 * told['gap']:.2f} %")
        yield f"{told['good']:.1f}"
    yield f"{told['seconds']:.1f} ({case.seconds:g})"
    yield f"{told['megabytes']:.0f}"


def members_of(place: str, folder: str) -> "tuple[object, ...]":
    """Read the members of a province, of all provinces, or of the demo partnership."""
    from startlijn.engines.grouping import Member

    if place == "demo":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "startlijn.config.settings")
        import django

        django.setup()
        from startlijn.demo.partnership import describe

        return tuple(
            Member(each.key, each.lat, each.lon, {"board": each.board}) for each in describe().schools
        )
    from startlijn.engines.duo import Precision, read_locations, read_sites
    from startlijn.engines.duo import place as placed
    from startlijn.engines.tables import read_table

    sites = read_sites(read_table((Path(folder) / "02.-alle-vestigingen-vo.csv").read_bytes())).rows
    places = read_locations(read_table((Path(folder) / "onderwijslocaties.csv").read_bytes())).rows
    return tuple(
        Member(each.site.site_code, each.point.lat, each.point.lon, {"board": each.site.board_number})
        for each in placed(sites, places)
        if each.point and each.precision is Precision.ADDRESS and place in (ALL, each.site.province)
    )


def measure(case: Case, folder: str) -> dict[str, object]:
    """Solve one case and tell the figures of the table."""
    from startlijn.engines.grouping import Member, Objective, Problem, Progress, Rules, solve

    members = tuple(each for each in members_of(case.place, folder) if isinstance(each, Member))
    seen: list[Progress] = []
    rules = Rules(apart_by=case.apart_by)
    problem = Problem(members, case.smallest, case.largest, Objective(case.objective), rules)
    result = solve(problem, seconds=case.seconds, progress=seen.append, clock=time.process_time)
    last = result.value or 0.0
    good = [each.seconds for each in seen if each.value is not None and each.value <= NEAR_THE_END * last]
    return {
        "members": len(members),
        "status": result.status,
        "value": result.value,
        "bound": result.bound,
        "gap": result.gap,
        "seconds": result.seconds,
        "good": good[0] if good else result.seconds,
        "clash": " ".join(clash.text for clash in result.clash),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    given["apart_by"] = tuple(given["apart_by"])
    print(json.dumps(measure(Case(**given), sys.argv[2])))
