"""People typed in line by line: a name, an e-mail address, and a school when there is one."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+")
_SEPARATORS = re.compile(r"[;\t]")


@dataclass(frozen=True, slots=True)
class Line:
    """One person; a name that begins with * must be there."""

    name: str
    email: str
    school: str = ""
    required: bool = False


def read_lines(text: str) -> tuple[list[Line], list[str]]:
    """Return the people in a text, and the lines that hold no name with an e-mail address.

    >>> read_lines("* Sam de Wit; sam@school.example; De Brug")[0]
    [Line(name='Sam de Wit', email='sam@school.example', school='De Brug', required=True)]
    """
    found, wrong = [], []
    for written in text.splitlines():
        if not written.strip():
            continue
        line = _line(written)
        if line is None:
            wrong.append(written.strip())
        else:
            found.append(line)
    return found, wrong


def _line(written: str) -> Line | None:
    address = _ADDRESS.search(written)
    if address is None:
        return None
    before, after = written[: address.start()], written[address.end() :]
    name = _SEPARATORS.sub(" ", before).strip(" ,<*").strip()
    school = _SEPARATORS.sub(" ", after).strip(" ,>").strip()
    return Line(name, address.group(), school, before.lstrip().startswith("*")) if name else None
