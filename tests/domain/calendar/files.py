"""The government's file, as it is published: texts with line ends around them, moments in UTC."""

import json
from typing import Any

# Type, region, first and last moment; midnight in Amsterdam is 22:00 or 23:00 the day before in UTC.
ROWS_2026 = (
    ("Herfstvakantie", "noord", "2026-10-09T22:00:00.000Z", "2026-10-17T22:00:00.000Z"),
    ("Herfstvakantie", "midden", "2026-10-16T22:00:00.000Z", "2026-10-24T22:00:00.000Z"),
    ("Kerstvakantie", "heel Nederland", "2026-12-18T23:00:00.000Z", "2027-01-02T23:00:00.000Z"),
)


def government(*rows: tuple[str, str, str, str], year: str = "2026-2027") -> dict[str, Any]:
    """The file of one school year."""
    vacations = [
        {
            "type": f"\n        {name}",
            "compulsorydates": "false",
            "regions": [{"region": region, "startdate": first, "enddate": last}],
        }
        for name, region, first, last in rows or ROWS_2026
    ]
    return {"id": "x", "content": [{"schoolyear": f"\n      {year} ", "vacations": vacations}]}


def as_bytes(document: object) -> bytes:
    """The file as it lies on a disk."""
    return json.dumps(document).encode()
