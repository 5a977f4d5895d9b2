"""The grouping engine beside its peers on the same instances, in one run."""

import dataclasses
import json
import os
import resource
import subprocess
import sys

from tools.bench.instances import Instance, geo, region, uniform
from tools.bench.peers import PEERS

CASES: list[tuple[Instance, float]] = [
    (region(40, 3, 4), 5),
    (region(95, 3, 4), 10),
    (region(40, 4, 8), 5),
    (geo(120, 3, 4), 10),
    (geo(240, 4, 6), 20),
    (uniform(60, 3, 4), 10),
    (uniform(120, 4, 8), 20),
]


def _run(name: str, instance: Instance, seconds: float) -> tuple[float | None, str, float]:
    """Return the value, what the peer says of its bound, and the CPU seconds it took, start-up included."""
    began = _children()
    command = [sys.executable, "-m", "tools.bench.peers", name, str(seconds)]
    done = subprocess.run(
        command,
        input=json.dumps(dataclasses.asdict(instance)),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    took = _children() - began
    if done.returncode != 0:
        return None, done.stderr.strip().splitlines()[-1][:60] if done.stderr else "failed", took
    groups = json.loads(done.stdout)
    said = json.loads(done.stderr) if done.stderr.startswith("{") else {}
    bound = "none" if said.get("bound") is None else f"{said['bound']:,.0f} {said.get('status', '')}".strip()
    return (instance.value(groups) if groups else None), bound, took


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a Markdown table: value (lower is better), share above the best, bound, seconds."""
    print("| instance | method | value | above best | bound | CPU s (limit) |")
    print("|---|---|---|---|---|---|")
    for instance, seconds in CASES:
        runs = {name: _run(name, instance, seconds) for name in PEERS}
        values = [value for value, _, _ in runs.values() if value is not None]
        best = min(values, default=1)
        for name, (value, bound, took) in runs.items():
            shown, above = (
                ("–", "–") if value is None else (f"{value:,}", f"{100 * (value - best) / best:.2f} %")
            )
            print(
                f"| {instance.name} | {name} | {shown} | {above} | {bound} | {took:.1f} ({seconds:g}) |",
                flush=True,
            )
