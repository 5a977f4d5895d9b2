"""`startlijn journal`: check the chains, and print an anchor to keep elsewhere."""

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
        "verb", choices=["check", "anchor"], help="check all chains, or print their last hashes"
    )
    parser.add_argument(
        "--anchor", metavar="FILE", help="with check: an anchor printed earlier, to compare with"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check or anchor; return 0 when all is whole, 1 when a chain is broken, 2 for a wrong anchor file."""
    django.setup()
    from startlijn.base.journal.queries import anchor, chains, check_anchor, check_chain

    if options.verb == "anchor":
        print(json.dumps(anchor(), indent=2))
        return 0
    broken = [chain for chain in chains() if not check_chain(chain).whole]
    if options.anchor:
        try:
            with Path(options.anchor).open(encoding="utf-8") as file:
                broken += check_anchor(json.load(file))
        except (OSError, ValueError) as error:
            print(f"{options.anchor}: {error}", file=sys.stderr)
            return 2
    for chain in broken:
        print(f"chain {chain}: lines were changed or removed", file=sys.stderr)
    return 1 if broken else 0
