"""From the bytes of a file to a method, or to everything that is wrong with it."""

from typing import Final

from startlijn.content.instruments.faults import BadInstrumentError, Fault, FaultCode
from startlijn.content.instruments.fields import Fields
from startlijn.content.instruments.nodes import Node, parsed
from startlijn.content.instruments.shapes import Certainty
from startlijn.content.intervision.shapes import Method, Speaker, Step

MOST_STEPS: Final = 15
MOST_MINUTES: Final = 60  # in one step
LONGEST: Final = 180  # minutes together
MOST_PEOPLE: Final = 12
_HEAD: Final = (
    *("key", "version", "title", "introduction", "suits", "smallest", "largest", "source", "certainty"),
    "steps",
)


class BadMethodError(ValueError):
    """A file that is no method: everything that is wrong with it, in the order of its lines."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        lines = [f"line {each.line}, {each.item or 'head'}: {each.field} {each.code}" for each in faults]
        super().__init__(f"{file}: {'; '.join(lines)}")
        self.file, self.faults = file, faults


def read_method(file: str, content: bytes) -> Method:
    """Turn the bytes of a YAML file into a method. Raises `BadMethodError` with everything that is wrong."""
    faults: list[Fault] = []
    try:
        head = Fields(parsed(file, content), faults)
    except BadInstrumentError as error:
        raise BadMethodError(file, error.faults) from error
    found = _method(head) if head.readable else None
    if found is not None and not faults and file != f"{found.id}.yaml":
        head.wrong(FaultCode.WRONG_NAME, "version", head.line_of("version"), found=found.id)
    if found is None or faults:
        raise BadMethodError(file, tuple(sorted(faults, key=lambda each: each.line)))
    return found


def _method(head: Fields) -> Method:
    head.knows_only(*_HEAD)
    found = Method(
        key=head.key("key"),
        version=head.version("version"),
        title=head.text("title", most=80),
        introduction=head.text("introduction", most=1000),
        suits=head.text("suits", most=400),
        smallest=head.whole("smallest", 3, MOST_PEOPLE),
        largest=head.whole("largest", 3, MOST_PEOPLE),
        source=head.either("source", most=600),
        certainty=head.word("certainty", Certainty),
        steps=_steps(head),
    )
    if found.largest < found.smallest:
        head.wrong(FaultCode.NOT_IN_ORDER, "largest", head.line_of("largest"))
    if found.minutes > LONGEST:
        head.wrong(
            FaultCode.NOT_BETWEEN,
            "steps",
            head.line_of("steps"),
            found=found.minutes,
            least=1,
            most=LONGEST,
        )
    return found


def _steps(head: Fields) -> tuple[Step, ...]:
    seen = set[str]()
    return tuple(
        _step(head, number, node, seen)
        for number, node in enumerate(head.rows("steps", most=MOST_STEPS), start=1)
    )


def _step(head: Fields, number: int, node: Node, seen: set[str]) -> Step:
    row = head.within("steps", node, item=str(number))
    key = row.key("key")
    row.item = key or row.item
    row.knows_only("key", "title", "minutes", "who", "asked")
    if key and key in seen:
        row.wrong(FaultCode.TWICE, "key", row.line_of("key"), found=key)
    seen.add(key)
    return Step(
        key=key,
        title=row.text("title", most=80),
        minutes=row.whole("minutes", 1, MOST_MINUTES),
        who=row.word("who", Speaker),
        asked=row.text("asked", most=500),
    )
