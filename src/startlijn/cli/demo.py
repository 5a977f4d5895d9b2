"""`startlijn demo`: load the demo partnership, unless it is there, and tell what it holds."""

import argparse
import json
from dataclasses import asdict
from typing import Any

import django

from startlijn.cli.language import translate


def add_parser(subjects: Any) -> None:
    """Add the subject `demo`."""
    parser = subjects.add_parser("demo", help="load the demo partnership")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load the demo when needed and print its figures; return 0."""
    django.setup()
    from startlijn.base.seams import now
    from startlijn.demo.load import load

    summary = load(at=now())
    if options.json:
        print(json.dumps(asdict(summary), ensure_ascii=False))
        return 0
    sentence = translate(
        "%(boards)s boards, %(schools)s schools in %(sub_regions)s sub-regions, %(starters)s starters and "
        "%(personas)s personas. Look up: %(example_school)s."
    )
    print(sentence % asdict(summary))
    return 0
