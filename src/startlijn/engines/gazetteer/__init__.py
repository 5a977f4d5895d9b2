"""Where a Dutch place lies: names in, coordinates out; content comes in as text."""

from startlijn.engines.gazetteer.gazetteer import Gazetteer, read_gazetteer
from startlijn.engines.gazetteer.names import PROVINCES, place_key, split_province
from startlijn.engines.gazetteer.terms import AmbiguousPlaceError, BadGazetteerError, Place, UnknownPlaceError

__all__ = [
    "PROVINCES",
    "AmbiguousPlaceError",
    "BadGazetteerError",
    "Gazetteer",
    "Place",
    "UnknownPlaceError",
    "place_key",
    "read_gazetteer",
    "split_province",
]
