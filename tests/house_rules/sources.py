"""The source files of the house, parsed once: what every rule looks at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "startlijn"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: its path below `src/startlijn`, its text and its tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def floor(self) -> str:
        return self.path.split("/")[0]

    def is_room(self, room: str) -> bool:
        """Tell whether this is the room (`actions.py`), or a file in the folder it grew into."""
        return self.path.endswith(f"/{room}.py") or f"/{room}/" in self.path

    def public_functions(self) -> list[Function]:
        """Return the functions at the top of the file whose name has no underscore in front."""
        return [node for node in self.tree.body if isinstance(node, Function) and node.name[0] != "_"]


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def modules() -> tuple[Module, ...]:
    """Return every file of the product, migrations left out: those are written once, by Django."""
    return tuple(
        Module(path.relative_to(SRC).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("*.py"))
        if "migrations" not in path.parts
    )


def functions(module: Module) -> Iterator[Function]:
    """Yield every function of a file, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def called(node: ast.AST) -> Iterator[str]:
    """Yield what is called inside a node, as written: `save`, `self.save`, `School.objects.create`."""
    return (ast.unparse(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call))
