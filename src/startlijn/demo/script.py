"""The script of the demo: content/demo.yaml and content/names.yaml as typed values."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from startlijn import content
from startlijn.base.access.terms import Role
from startlijn.demo.terms import Case, DemoInstitute, InTwoLanguages, LearningQuestion, StarterKind


@dataclass(frozen=True, slots=True)
class SubRegionScript:
    """A sub-region with the number of schools per place, by sector ("po", "vo")."""

    key: str
    name: str
    centre: str
    places: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class BoardScript:
    """A board with its number of schools per sub-region."""

    name: str
    sector: str
    schools: dict[str, int]


@dataclass(frozen=True, slots=True)
class StartScript:
    """What kind of starter a persona is, how many school years ago the start was, and what is special."""

    kind: StarterKind
    years_ago: int
    subjects: str
    case: Case | None


@dataclass(frozen=True, slots=True)
class PostScript:
    """A starter at a place of the examples; `kind` and `case` only where the story needs them."""

    at: str
    years_ago: int
    kind: StarterKind | None
    case: Case | None


@dataclass(frozen=True, slots=True)
class PersonaScript:
    """A persona; `at` and `works_at` are words that demo/people.py turns into places."""

    key: str
    given_name: str
    family_name: str
    role: Role
    at: str
    works_at: str
    starts: StartScript | None
    story: InTwoLanguages
    main: bool


@dataclass(frozen=True, slots=True)
class Script:
    """Everything about the demo that is written down rather than drawn."""

    key: str
    name: str
    motto: InTwoLanguages
    sub_regions: tuple[SubRegionScript, ...]
    boards: tuple[BoardScript, ...]
    school_names: dict[str, tuple[str, ...]]
    institutes: tuple[DemoInstitute, ...]
    personas: tuple[PersonaScript, ...]
    posts: tuple[PostScript, ...]
    subjects: dict[str, tuple[str, ...]]
    learning_questions: tuple[LearningQuestion, ...]
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]


@cache
def script() -> Script:
    """Read the script. Raises KeyError or TypeError when the files were changed wrongly."""
    written: dict[str, Any] = content.document("demo.yaml")
    names: dict[str, Any] = content.document("names.yaml")
    return Script(
        key=written["partnership"]["key"],
        name=written["partnership"]["name"],
        motto=InTwoLanguages(**written["partnership"]["motto"]),
        sub_regions=tuple(
            SubRegionScript(key, row["name"], row["centre"], {"po": row["po"], "vo": row["vo"]})
            for key, row in written["sub_regions"].items()
        ),
        boards=tuple(BoardScript(**row) for row in written["boards"]),
        school_names={sector: tuple(each) for sector, each in written["school_names"].items()},
        institutes=tuple(DemoInstitute(**row) for row in written["institutes"]),
        personas=tuple(_persona(row) for row in written["personas"]),
        posts=tuple(_post(row) for row in written["starters"]),
        subjects={sector: tuple(each) for sector, each in written["subjects"].items()},
        learning_questions=tuple(
            LearningQuestion(InTwoLanguages(row["nl"], row["en"]), row["theme"])
            for row in written["learning_questions"]
        ),
        given_names=tuple(names["given"]),
        family_names=tuple(names["family"]),
    )


def _persona(row: dict[str, Any]) -> PersonaScript:
    given_name, family_name = row["name"]
    starts = row.get("starts")
    return PersonaScript(
        key=row["key"],
        given_name=given_name,
        family_name=family_name,
        role=Role(row["role"]),
        at=row["at"],
        works_at=row.get("works_at", ""),
        starts=_start(starts) if starts else None,
        story=InTwoLanguages(**row["story"]),
        main=row.get("main", False),
    )


def _post(row: dict[str, Any]) -> PostScript:
    kind, case = row.get("kind"), row.get("case")
    return PostScript(
        at=row["at"],
        years_ago=row["years_ago"],
        kind=StarterKind(kind) if kind else None,
        case=Case(case) if case else None,
    )


def _start(row: dict[str, Any]) -> StartScript:
    case = row.get("case")
    kind = StarterKind(row["kind"])
    return StartScript(kind, row["years_ago"], row["subjects"], Case(case) if case else None)
