"""Reading a file of starters from HR: CSV or XLSX, headers in English or Dutch, everything or nothing.

The columns are written down for users in docs/howto/people-import.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from startlijn.base.organisations.terms import Sector
from startlijn.domain.guidance.rules.file_mistakes import BadPeopleFileError, Mistake, Problem
from startlijn.domain.guidance.terms import LARGEST_JOB, ContractType, Day
from startlijn.domain.induction.terms import StarterType
from startlijn.engines.tables import Limits, formula_cells, neutralised, read_table

MOST_ROWS: Final = 5000  # some four minutes of work; no partnership has more starters than that
AT_ONCE: Final = 100  # rows that are brought in while somebody waits; more are left to the worker
_LIMITS: Final = Limits(size=4 * 1024 * 1024, expanded=32 * 1024 * 1024, rows=MOST_ROWS, columns=60)
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "given_name": ("given_name", "first_name", "voornaam", "roepnaam"),
    "family_name": ("family_name", "last_name", "achternaam"),
    "email": ("email", "mail", "emailadres"),
    "language": ("language", "taal"),
    "school": ("school", "schoolnaam"),
    "site_code": ("site_code", "vestigingscode", "brin6"),
    "board": ("board", "bestuur"),
    "sector": ("sector",),
    "kind": ("kind", "starter_type", "soort", "soort_starter"),
    "from": ("from", "started_on", "van", "vanaf", "begindatum", "datum_in_dienst"),
    "until": ("until", "finished_on", "tot"),
    "last_day": ("last_day", "laatste_dag", "einddatum", "datum_uit_dienst"),
    "contract": ("contract", "contract_type", "dienstverband"),
    "fte": ("fte", "wtf", "werktijdfactor"),
    "fte_agreed": ("fte_agreed", "wtf_afgesproken", "afgesproken_wtf"),
    "lesson_hours": ("lesson_hours", "lesuren", "lesuren_per_jaar"),
    "scale": ("scale", "salary_scale", "schaal"),
    "step": ("step", "salary_step", "trede"),
    "subjects": ("subjects", "vakken", "vak", "groep"),
    "days": ("days", "dagen", "werkdagen"),
}
NEEDED: Final = ("given_name", "email", "from")
PLACES: Final = ("school", "site_code", "board")
_KINDS: Final = {
    "afgestudeerd": StarterType.RECENT_GRADUATE,
    "pasafgestudeerd": StarterType.RECENT_GRADUATE,
    "zijinstromer": StarterType.CAREER_SWITCHER,
    "ervaren": StarterType.EXPERIENCED_NEW_HERE,
    "invalkracht": StarterType.SUBSTITUTE,
    "invaller": StarterType.SUBSTITUTE,
    "herintreder": StarterType.RETURNER,
}
_CONTRACTS: Final = {
    "vast": ContractType.PERMANENT,
    "tijdelijk": ContractType.TEMPORARY,
    "vervanging": ContractType.REPLACEMENT,
    "uitzend": ContractType.AGENCY,
    "uitzendbureau": ContractType.AGENCY,
    "geen": ContractType.NONE,
}
_DAYS: Final = {
    "ma": Day.MONDAY,
    "di": Day.TUESDAY,
    "wo": Day.WEDNESDAY,
    "do": Day.THURSDAY,
    "vr": Day.FRIDAY,
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row: a person and one appointment. Empty text and None where the file says nothing."""

    row: int
    given_name: str
    family_name: str
    email: str
    started_on: date
    language: str = "nl"
    school: str = ""
    site_code: str = ""
    board: str = ""
    sector: str = ""
    starter_type: StarterType = StarterType.RECENT_GRADUATE
    finished_on: date | None = None
    contract_type: ContractType = ContractType.TEMPORARY
    fte: Decimal = Decimal(1)
    fte_agreed: Decimal | None = None
    lesson_hours: int | None = None
    salary_scale: str = ""
    salary_step: int | None = None
    subjects: str = ""
    days: tuple[Day, ...] = ()

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def place(self) -> str:
        """Where, as the file says it."""
        return self.school or self.site_code or self.board


def people_rows(content: bytes) -> tuple[PersonRow, ...]:
    """Return the rows of a CSV or XLSX file, all or none.

    Raises `BadTable` (of `engines.tables`) when the file cannot be read or is too large, or
    `BadPeopleFileError` with everything that is wrong and where.
    """
    table = read_table(content, limits=_LIMITS)
    columns = _columns(table.headers)
    if not table.rows:
        raise BadPeopleFileError([Problem(Mistake.NO_ROWS)])
    problems: list[Problem] = []
    if table.sheet is not None:
        for row, position in formula_cells(content, table.sheet):
            header = table.headers[position - 1] if position <= len(table.headers) else None
            problems.append(Problem(Mistake.FORMULA, row, header))
    rows = [_Reader(number, cells, columns, problems).person() for number, cells in table.records()]
    problems += _doubles(rows, columns)
    if problems:
        raise BadPeopleFileError(sorted(problems, key=lambda each: each.row or 0))
    return tuple(rows)


def as_plain(rows: Sequence[PersonRow]) -> list[dict[str, Any]]:
    """Return the rows as plain values, to carry them from the preview to the confirmation."""
    return [{name: _plain(value) for name, value in asdict(row).items()} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, date | Decimal):
        return str(value)
    return [str(each) for each in value] if isinstance(value, tuple) else value


def from_plain(rows: Sequence[Mapping[str, Any]]) -> tuple[PersonRow, ...]:
    """Return what `as_plain` was given."""
    return tuple(
        PersonRow(
            **{
                **row,
                "started_on": date.fromisoformat(row["started_on"]),
                "finished_on": date.fromisoformat(row["finished_on"]) if row["finished_on"] else None,
                "starter_type": StarterType(row["starter_type"]),
                "contract_type": ContractType(row["contract_type"]),
                "fte": Decimal(row["fte"]),
                "fte_agreed": None if row["fte_agreed"] is None else Decimal(row["fte_agreed"]),
                "days": tuple(Day(day) for day in row["days"]),
            }
        )
        for row in rows
    )


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _columns(headers: Sequence[str]) -> dict[str, str]:
    """Return the header of each known column; raise for unknown, double and missing ones, all at once."""
    words = {_key(name): word for word, names in COLUMNS.items() for name in names}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for header in headers:
        word = words.get(_key(header))
        if word is None:
            known = ", ".join(COLUMNS)
            problems.append(Problem(Mistake.UNKNOWN_COLUMN, column=header, figures={"known": known}))
        elif word in found:
            problems.append(Problem(Mistake.TWICE_COLUMN, column=header, figures={"other": found[word]}))
        else:
            found[word] = header
    problems += [Problem(Mistake.MISSING_COLUMN, column=word) for word in NEEDED if word not in found]
    if not set(PLACES) & found.keys():
        problems.append(Problem(Mistake.NO_PLACE_COLUMN))
    if problems:
        raise BadPeopleFileError(problems)
    return found


def _doubles(rows: Sequence[PersonRow], columns: Mapping[str, str]) -> list[Problem]:
    """Name each row about a person who stood at the same place before, or had another name."""
    found: list[Problem] = []
    places: dict[tuple[str, str, date], PersonRow] = {}
    people: dict[str, PersonRow] = {}
    for row in rows:
        if not row.email:
            continue
        same = places.setdefault((row.email, row.place.casefold(), row.started_on), row)
        first = people.setdefault(row.email, row)
        if same is not row:
            figures: dict[str, str | int] = {"found": row.email, "first": same.row}
            found.append(Problem(Mistake.DOUBLE, row.row, columns["email"], row.name, figures))
        elif first.name.casefold() != row.name.casefold():
            figures = {"found": row.email, "first": first.row}
            found.append(Problem(Mistake.OTHER_NAME, row.row, columns["given_name"], row.name, figures))
    return found


@dataclass(slots=True)
class _Reader:
    """One row under reading."""

    row: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]
    problems: list[Problem]

    def person(self) -> PersonRow:
        for word in NEEDED:
            if not self._text(word, quiet=True):
                self._report(Mistake.MISSING_VALUE, word)
        if not any(self._text(word, quiet=True) for word in PLACES):
            self._report(Mistake.NO_PLACE, "")
        started_on = self._date("from") or date.min
        most = f"0 – {LARGEST_JOB}"
        fte = self._number("fte", Decimal(0), LARGEST_JOB, most)
        return PersonRow(
            row=self.row,
            given_name=self._text("given_name", 100),
            family_name=self._text("family_name", 100),
            email=self._email(),
            started_on=started_on,
            finished_on=self._end(started_on),
            language=self._choice("language", {"nl": "nl", "en": "en"}, "nl"),
            school=self._text("school"),
            site_code=self._text("site_code", 6).upper(),
            board=self._text("board"),
            sector=self._choice("sector", {each: each for each in Sector.values}, ""),
            starter_type=self._choice("kind", _named(StarterType) | _KINDS, StarterType.RECENT_GRADUATE),
            contract_type=self._choice("contract", _named(ContractType) | _CONTRACTS, ContractType.TEMPORARY),
            fte=Decimal(1) if fte is None else fte,
            fte_agreed=self._number("fte_agreed", Decimal(0), LARGEST_JOB, most),
            lesson_hours=self._whole("lesson_hours", 0, 1659),
            salary_scale=self._text("scale", 4).upper(),
            salary_step=self._whole("step", 0, 20),
            subjects=self._text("subjects"),
            days=self._days(),
        )

    def _text(self, word: str, most: int = 200, *, quiet: bool = False) -> str:
        text = " ".join(self.cells.get(self.columns.get(word, ""), "").split())
        text = "" if text in {"-", "–"} else text
        if quiet:
            return text
        if text and neutralised(text) != text:
            self._report(Mistake.FORMULA, word)
        elif len(text) > most:
            self._report(Mistake.TOO_LONG, word, limit=most)
        return text[:most]

    def _email(self) -> str:
        text = self._text("email", 254).lower()
        if text and not _EMAIL.fullmatch(text):
            self._report(Mistake.BAD_EMAIL, "email", found=text[:60])
        return text

    def _date(self, word: str) -> date | None:
        text = self._text(word, 30).removesuffix(" 00:00:00")
        if not text:
            return None
        dutch = _DUTCH_DATE.fullmatch(text)
        try:
            found = date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else date.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or not 1990 <= found.year <= 2100:
            self._report(Mistake.BAD_DATE, word, found=text[:60])
            return None
        return found

    def _end(self, started_on: date) -> date | None:
        until, last = self._date("until"), self._date("last_day")
        if until is not None and last is not None:
            self._report(Mistake.TWO_ENDS, "until")
        end = until or (last and last + timedelta(days=1))
        if end is not None and end <= started_on:
            self._report(Mistake.BACKWARDS, "until" if until else "last_day")
        return end

    def _choice(self, word: str, allowed: Mapping[str, Any], otherwise: Any) -> Any:
        text = self._text(word)
        if text and _key(text) not in allowed:
            names = ", ".join(dict.fromkeys(allowed))
            self._report(Mistake.BAD_CHOICE, word, found=text[:60], allowed=names)
        return allowed.get(_key(text), otherwise)

    def _number(self, word: str, least: Decimal, most: Decimal, allowed: str) -> Decimal | None:
        text = self._text(word, 30)
        if not text:
            return None
        try:
            value = Decimal(text.replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if value.is_nan() or not least <= value <= most or value != round(value, 3):
            self._report(Mistake.BAD_NUMBER, word, found=text[:60], allowed=allowed)
            return None
        return value

    def _whole(self, word: str, least: int, most: int) -> int | None:
        value = self._number(word, Decimal(least), Decimal(most), f"{least} – {most}")
        if value is not None and value != int(value):
            self._report(Mistake.BAD_NUMBER, word, found=str(value), allowed=f"{least} – {most}")
        return None if value is None else int(value)

    def _days(self) -> tuple[Day, ...]:
        allowed = {**_DAYS, **{day.value: day for day in Day}}
        chosen = set()
        for word in re.split(r"[\s,;/+]+", self._text("days").casefold()):
            day = allowed.get(word[:2]) or allowed.get(word[:3])
            if word in {"en", "and"}:
                continue
            if word and day is None:
                self._report(Mistake.BAD_CHOICE, "days", found=word[:60], allowed=", ".join(allowed))
            elif day is not None:
                chosen.add(day)
        return tuple(day for day in Day if day in chosen)

    def _report(self, code: Mistake, word: str, **figures: str | int) -> None:
        name = f"{self._text('given_name', quiet=True)} {self._text('family_name', quiet=True)}".strip()
        column = self.columns.get(word, word) or None
        self.problems.append(Problem(code, self.row, column, name, figures))


def _named(choices: Any) -> dict[str, Any]:
    return {_key(value): choices(value) for value in choices.values}
