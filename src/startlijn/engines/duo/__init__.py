"""DUO's open data files about schools, boards and locations, as they really are (domain.md §5).

Tables in (see `engines.tables`), frozen rows out. A file that cannot be trusted is refused as a whole with
`BadFile`, before anybody writes anything; what is odd but harmless comes along as a `Problem`.
"""

from startlijn.engines.duo.compare import Change, Difference, compare, fewer_rows_guard
from startlijn.engines.duo.headers import kind_of
from startlijn.engines.duo.locate import Fallback, locations_of, place
from startlijn.engines.duo.places import friendly_place
from startlijn.engines.duo.read import read_boards, read_locations, read_sites
from startlijn.engines.duo.short_names import short_board_name, short_name
from startlijn.engines.duo.terms import (
    BadFile,
    BoardFile,
    BoardRow,
    Kind,
    Location,
    LocationFile,
    PlacedSite,
    Point,
    Precision,
    Problem,
    SiteFile,
    SiteRow,
    Trouble,
)

__all__ = [
    "BadFile",
    "BoardFile",
    "BoardRow",
    "Change",
    "Difference",
    "Fallback",
    "Kind",
    "Location",
    "LocationFile",
    "PlacedSite",
    "Point",
    "Precision",
    "Problem",
    "SiteFile",
    "SiteRow",
    "Trouble",
    "compare",
    "fewer_rows_guard",
    "friendly_place",
    "kind_of",
    "locations_of",
    "place",
    "read_boards",
    "read_locations",
    "read_sites",
    "short_board_name",
    "short_name",
]
