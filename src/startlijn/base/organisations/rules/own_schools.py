"""Whether a file of one's own schools and regions is sound. Headers in English or Dutch, CSV or XLSX."""

import math
import re
from dataclasses import dataclass, field

from startlijn.base.organisations.terms import OwnSchool, Sector
from startlijn.engines.duo import BadFile, Problem, Trouble
from startlijn.engines.tables import read_table

_COLUMNS = {
    "name": ("name", "naam", "school"),
    "board": ("board", "bestuur"),
    "sub_region": ("sub_region", "deelregio", "regio"),
    "place": ("place", "plaats"),
    "sector": ("sector",),
    "site_code": ("site_code", "vestigingscode", "brin6"),
    "latitude": ("latitude", "lat", "breedtegraad"),
    "longitude": ("longitude", "lon", "lengtegraad"),
    "training_school": ("training_school", "opleidingsschool"),
    "contact": ("contact", "contactpersoon", "schoolopleider"),
    "email": ("email", "e-mail", "mail"),
}
_NEEDED = ("name", "board", "sub_region", "place", "sector")
_YES = {"yes": True, "ja": True, "1": True, "true": True, "": False, "no": False, "nee": False}
_YES |= {"0": False, "false": False}
_SITE_CODE = re.compile(r"\d{2}[A-Z]{2}\d{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_MOST_PROBLEMS = 100


def own_schools(content: bytes) -> tuple[OwnSchool, ...]:
    """Return the schools of a CSV or XLSX file, all or none.

    Raises `BadTable`, or `BadFile` with everything that is wrong and where (at most 100 problems).
    """
    table = read_table(content)
    keys = {_key(header): header for header in table.headers}
    columns = {
        word: keys[_key(name)] for word, names in _COLUMNS.items() for name in names if _key(name) in keys
    }
    missing = [word for word in _NEEDED if word not in columns]
    if missing:
        raise BadFile(*(Problem(Trouble.MISSING_COLUMN, column=word) for word in missing))
    if not table.rows:
        raise BadFile(Problem(Trouble.NO_ROWS))
    problems: list[Problem] = []
    schools = [_Reader(number, cells, columns, problems).school() for number, cells in table.records()]
    problems += _doubles(schools, columns)
    if problems:
        raise BadFile(*problems[:_MOST_PROBLEMS])
    return tuple(schools)


def _key(header: str) -> str:
    return re.sub(r"[\W_]", "", header).casefold()


def _doubles(schools: list[OwnSchool], columns: dict[str, str]) -> list[Problem]:
    """Name each row that is about a school that was in the file already."""
    found = []
    for word in ("name", "site_code"):
        seen: dict[tuple[str, str], int] = {}
        for school in schools:
            what = getattr(school, word)
            where = school.place.casefold() if word == "name" else ""
            first = seen.setdefault((what.casefold(), where), school.row)
            if what and first != school.row:
                details = {"found": what, "first": first}
                found.append(Problem(Trouble.DOUBLE_ROW, school.row, columns.get(word), details))
    return found


@dataclass(slots=True)
class _Reader:
    """One row under reading."""

    row: int
    cells: dict[str, str]
    columns: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def school(self) -> OwnSchool:
        for word in _NEEDED:
            if not self._text(word):
                self._report(Trouble.MISSING_VALUE, word)
        latitude, longitude = self._degrees("latitude", 50, 54), self._degrees("longitude", 3, 8)
        if (latitude is None) != (longitude is None):
            self._report(Trouble.MISSING_VALUE, "latitude" if latitude is None else "longitude")
        return OwnSchool(
            row=self.row,
            name=self._text("name"),
            board=self._text("board"),
            sub_region=self._text("sub_region", most=100),
            place=self._text("place", most=100),
            sector=self._sector(),
            site_code=self._matching("site_code", _SITE_CODE, Trouble.BAD_SITE_CODE, "01AB00").upper(),
            latitude=latitude,
            longitude=longitude,
            training_school=self._yes("training_school"),
            contact=self._text("contact"),
            email=self._matching("email", _EMAIL, Trouble.BAD_VALUE, "name@school.example").lower(),
        )

    def _text(self, word: str, most: int = 200) -> str:
        text = " ".join(self.cells.get(self.columns.get(word, ""), "").split())
        if len(text) > most:
            self._report(Trouble.TOO_LONG, word, limit=most)
        return text[:most]

    def _sector(self) -> str:
        text = self._text("sector").casefold()
        if text and text not in Sector.values:
            self._report(Trouble.BAD_VALUE, "sector", found=text[:60], allowed=", ".join(Sector.values))
        return text

    def _matching(self, word: str, pattern: re.Pattern[str], trouble: Trouble, example: str) -> str:
        text = self._text(word)
        if text and not pattern.fullmatch(text.upper()):
            self._report(trouble, word, found=text[:60], allowed=example)
        return text

    def _yes(self, word: str) -> bool:
        text = self._text(word).casefold()
        if text not in _YES:
            self._report(Trouble.BAD_VALUE, word, found=text[:60], allowed="ja, nee, yes, no")
        return _YES.get(text, False)

    def _degrees(self, word: str, least: float, most: float) -> float | None:
        text = self._text(word)
        if not text:
            return None
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            self._report(Trouble.BAD_VALUE, word, found=text[:60], allowed=f"{least}–{most}")
            return None
        return value

    def _report(self, code: Trouble, word: str, **details: str | int) -> None:
        self.problems.append(Problem(code, self.row, self.columns.get(word, word), details))
