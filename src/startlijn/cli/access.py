"""`startlijn access`: what the policy answers, for every role, relation, object and action."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

import django


def add_parser(subjects: Any) -> None:
    """Add the subject `access`."""
    parser = subjects.add_parser("access", help="print who may do what")
    parser.add_argument("verb", choices=["matrix"], help="print the whole matrix of rights")
    parser.add_argument("--json", action="store_true", help="every cell and every address, as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the matrix, or how many cells and addresses it has. Always returns 0."""
    django.setup()
    from startlijn.base.walls.queries import matrix

    cells = matrix()
    urls = list(_urls())
    if not options.json:
        allowed = sum(cell.allowed for cell in cells)
        print(f"{len(cells)} cells, {allowed} allowed; {len(urls)} addresses. With --json: all of them.")
        return 0
    found = [
        {
            "role": cell.role,
            "held_at": cell.place,
            "relation": f"{cell.stand}: {cell.relation}" if cell.relation else cell.stand,
            "object": cell.object,
            "class": cell.data_class,
            "action": cell.action,
            "allowed": cell.allowed,
        }
        for cell in cells
    ]
    print(json.dumps({"cells": found, "urls": urls}, indent=1))
    return 0


def _urls() -> Iterator[dict[str, object]]:
    """Yield every address with its verbs, and the permission that opens each or why it is open."""
    from django.urls import get_resolver

    for path, pattern in _walk(get_resolver(), "/"):
        view = pattern.callback
        doors = getattr(view, "doors", None) or [getattr(view, "door", None)]
        for door in filter(None, doors):
            opened = door.permission
            yield {
                "path": path,
                "verbs": list(door.methods),
                "permission": opened.value if opened else None,
                "open_because": door.open_because,
            }


def _walk(resolver: Any, path: str) -> Iterator[tuple[str, Any]]:
    for item in resolver.url_patterns:
        here = path + str(item.pattern)
        if hasattr(item, "url_patterns"):
            yield from _walk(item, here)
        else:
            yield here, item
