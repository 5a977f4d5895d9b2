"""`startlijn journal`: prove the chains, and print an anchor to keep elsewhere."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import django


def add_parser(subjects: Any) -> None:
    """Add the subject `journal`."""
    parser = subjects.add_parser("journal", help="check and anchor the journal")
    parser.add_argument(
        "verb",
        choices=["verify", "check", "anchor"],
        help="prove that all chains are whole (check is the same), or print their last hashes",
    )
    parser.add_argument(
        "--anchor", metavar="FILE", help="with verify: an anchor printed earlier, to compare with"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check or anchor; return 0 when all is whole, 1 when a chain is broken, 2 for a wrong anchor file."""
    django.setup()
    from startlijn.base.journal.queries import anchor, chains, check_anchor, check_chain

    if options.verb == "anchor":
        print(json.dumps(anchor(), indent=2))
        return 0
    reports = {chain: check_chain(chain) for chain in chains()}
    broken = [(chain, report) for chain, report in reports.items() if not report.whole]
    for chain, report in broken:
        print(
            f"chain {chain}: line {report.broken_at} was changed, or one before it removed", file=sys.stderr
        )
    cut: list[str] = []
    if options.anchor:
        try:
            with Path(options.anchor).open(encoding="utf-8") as file:
                cut = check_anchor(json.load(file))
        except (OSError, ValueError) as error:
            print(f"{options.anchor}: {error}", file=sys.stderr)
            return 2
    for chain in cut:
        print(f"chain {chain}: lines that the anchor names are gone or changed", file=sys.stderr)
    if broken or cut:
        return 1
    print(f"Whole. Chains: {len(reports)}, lines: {sum(report.lines for report in reports.values())}.")
    return 0
