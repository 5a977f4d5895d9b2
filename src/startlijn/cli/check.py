"""`startlijn check`: are the settings safe? Exit code 0 when they are, 1 when not."""

import argparse
import json
import sys
from typing import Any

import django


def add_parser(subjects: Any) -> None:
    """Add the subject `check`."""
    parser = subjects.add_parser("check", help="check that the settings are safe")
    parser.add_argument("--json", action="store_true", help="print what is unsafe as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print everything unsafe; return 1 when there is anything."""
    django.setup()
    from startlijn.base.safety import findings

    found = findings()
    if options.json:
        print(json.dumps([{"code": item.code, "sentence": item.sentence} for item in found]))
    else:
        for item in found:
            print(f"{item.code}: {item.sentence}", file=sys.stderr)
    return 1 if found else 0
