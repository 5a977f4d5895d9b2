"""Judgements about people."""

from collections.abc import Iterable


class StudentRefusedError(Exception):
    """The identity provider says this is a pupil or student: Startlijn is for staff (domain.md §5)."""


def refuse_students(affiliations: Iterable[str]) -> None:
    """Raise `StudentRefusedError` when an identity provider calls the person a student and nothing else.

    Affiliations are the values of eduPersonAffiliation: student, employee, staff, affiliate, faculty.
    Somebody who studies and works (a career changer) has both and is welcome.
    """
    given = {value.strip().lower() for value in affiliations}
    if "student" in given and not given & {"employee", "staff", "faculty", "affiliate"}:
        raise StudentRefusedError


def full_name(given_name: str, family_name: str) -> str:
    """Return the name as people say it: "Noor van den Berg"."""
    return f"{given_name} {family_name}".strip()
