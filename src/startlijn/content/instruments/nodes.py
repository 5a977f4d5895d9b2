"""A YAML document as nodes with line numbers, read without recursion and without anchors.

A file may come from anywhere: it cannot blow up memory (no aliases), the stack (no recursion) or numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from startlijn.content.instruments.faults import BadInstrumentError, Fault, FaultCode

MOST_BYTES = 512 * 1024
MOST_DEPTH = 12
MOST_NODES = 50_000


@dataclass(slots=True)
class Leaf:
    """A text, as written."""

    line: int
    text: str


@dataclass(slots=True)
class Row:
    """A list."""

    line: int
    nodes: list["Node"]


@dataclass(slots=True)
class Table:
    """Fields with a name, in the order of the file."""

    line: int
    fields: dict[str, "Node"]


Node = Leaf | Row | Table


def parsed(file: str, content: bytes) -> Node:
    """Turn the bytes of a file into nodes. Raises `BadInstrumentError` at the first thing that is no YAML."""
    if len(content) > MOST_BYTES:
        raise _refusal(file, FaultCode.TOO_LARGE, most=MOST_BYTES // 1024)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(file, FaultCode.NOT_UTF8, line) from error
    try:
        root = _Builder(file).built(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else _line_of(text, getattr(error, "position", 0))
        raise _refusal(file, FaultCode.NOT_YAML, line) from error
    except (ValueError, OverflowError) as error:  # an escape such as "\UFFFFFFFF" names no letter
        if isinstance(error, BadInstrumentError):
            raise
        raise _refusal(file, FaultCode.NOT_YAML, 1) from error
    if root is None or (isinstance(root, Leaf) and not root.text):
        raise _refusal(file, FaultCode.EMPTY)
    return root


def _line_of(text: str, position: object) -> int:
    return text[:position].count("\n") + 1 if isinstance(position, int) else 1


def _refusal(
    file: str, code: FaultCode, line: int = 0, field: str = "", **figures: int
) -> BadInstrumentError:
    return BadInstrumentError(file, (Fault(code, line, field=field, figures=figures),))


class _Builder:
    """Builds the nodes of one document from the events of the parser."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.open: list[Row | Table] = []
        self.names: list[str | None] = []  # per open node: the field that waits for its value
        self.count = 0

    def built(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _refusal(self.file, FaultCode.ALIAS, line)
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise _refusal(self.file, FaultCode.NOT_YAML, line)
            if isinstance(event, yaml.ScalarEvent):
                self._add(Leaf(line, event.value))
            elif isinstance(event, yaml.SequenceStartEvent):
                self._enter(Row(line, []))
            elif isinstance(event, yaml.MappingStartEvent):
                self._enter(Table(line, {}))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self.open.pop()
                self.names.pop()
        return self.root

    def _enter(self, node: Row | Table) -> None:
        self._add(node)
        self.open.append(node)
        self.names.append(None)
        if len(self.open) > MOST_DEPTH:
            raise _refusal(self.file, FaultCode.TOO_DEEP, node.line)

    def _add(self, node: Node) -> None:
        self.count += 1
        if self.count > MOST_NODES:
            raise _refusal(self.file, FaultCode.TOO_MANY, node.line, most=MOST_NODES)
        if not self.open:
            self.root = node
            return
        into, name = self.open[-1], self.names[-1]
        if isinstance(into, Row):
            into.nodes.append(node)
        elif name is not None:
            into.fields[name] = node
            self.names[-1] = None
        elif not isinstance(node, Leaf):
            raise _refusal(self.file, FaultCode.NOT_YAML, node.line)
        elif node.text in into.fields:
            raise _refusal(self.file, FaultCode.TWICE, node.line, field=node.text[:60])
        else:
            self.names[-1] = node.text
