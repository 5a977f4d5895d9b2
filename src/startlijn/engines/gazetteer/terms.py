"""The words of the gazetteer: a place, and the three things that can go wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One town, village or district.

    `lat` and `lon` are degrees (WGS 84) of its middle. `population` is None where no source gives it; it
    serves to order places, not to quote. `province` is the Dutch name. `also` holds other names in use.
    """

    name: str
    lat: float
    lon: float
    population: int | None
    province: str
    also: tuple[str, ...] = ()


class BadGazetteerError(ValueError):
    """The text is not a gazetteer; `line` counts from 1, `reason` is English for the log."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class UnknownPlaceError(LookupError):
    """No place has this name; `suggestions` are names spelled nearly alike, best first."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(f"no place is called {name!r}")
        self.name = name
        self.suggestions = suggestions


class AmbiguousPlaceError(LookupError):
    """Several places have this name; `candidates` are ordered by population, so ask for the province."""

    def __init__(self, name: str, candidates: tuple[Place, ...]) -> None:
        super().__init__(f"{len(candidates)} places are called {name!r}")
        self.name = name
        self.candidates = candidates
