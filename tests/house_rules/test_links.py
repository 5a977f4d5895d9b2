"""Every link in the documents leads somewhere: to a file that is there, and to a heading that is in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.house_rules.sources import ROOT

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|\b(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} (.+?)#*$", re.MULTILINE)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:|^//")


def documents(root: Path = ROOT) -> list[Path]:
    """Return the documents that people read: those in front, and everything below `docs`."""
    front = [
        *root.glob("README*.md"),
        *(root / f"{name}.md" for name in ("CONTRIBUTING", "SECURITY", "CHANGELOG")),
    ]
    return sorted([*front, *(root / "docs").rglob("*.md")])


def links(text: str) -> Iterator[str]:
    """Yield the targets of links and pictures, code left out."""
    for markdown, html in LINK.findall(CODE.sub("", FENCED.sub("", text))):
        yield markdown or html


def anchors(text: str) -> set[str]:
    """Return what the headings of a document can be called in a link."""
    plain = (
        re.sub(r"[^\w\- ]", "", title.strip().lower()) for title in HEADING.findall(FENCED.sub("", text))
    )
    return {title.replace(" ", "-") for title in plain}


def dead_links(document: Path, root: Path = ROOT) -> list[str]:
    """Return the links of a document that lead nowhere."""
    found = []
    for target in links(document.read_text(encoding="utf-8")):
        if ELSEWHERE.match(target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or not file.is_relative_to(root):
            found.append(f"{document.relative_to(root)}: {target}")
        elif anchor and anchor not in anchors(file.read_text(encoding="utf-8")):
            found.append(f"{document.relative_to(root)}: {target} (no such heading)")
    return found


def test_every_link_leads_to_a_file():
    assert [dead for document in documents() for dead in dead_links(document)] == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[gone](gone.md)", ["README.md: gone.md"]),
        ('<img src="docs/gone.png">', ["README.md: docs/gone.png"]),
        ("![picture](docs/gone.png)", ["README.md: docs/gone.png"]),
        ("[out](../elsewhere.md)", ["README.md: ../elsewhere.md"]),
        ("[there](docs/there.md#not-here)", ["README.md: docs/there.md#not-here (no such heading)"]),
        ("[there](docs/there.md#what-it-is-in-short)", []),
        ("[there](docs/there.md) and [here](#top) # Top", ["README.md: #top (no such heading)"]),
        ("# Top\n[here](#top)", []),
        ("[the docs](docs/)", []),
        ("[web](https://example.org/gone.md), [mail](mailto:a@example.org)", []),
        ("`[code](gone.md)`\n```\n[code](gone.md)\n```", []),
    ],
)
def test_dead_link_is_noticed(tmp_path, text, dead):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "there.md").write_text("# There\n## What it is, in short\n", encoding="utf-8")
    document = tmp_path / "README.md"
    document.write_text(text, encoding="utf-8")
    assert dead_links(document, tmp_path) == dead


def test_every_kind_of_document_is_looked_at():
    looked_at = {document.relative_to(ROOT).as_posix() for document in documents()}
    assert looked_at >= {
        "README.md",
        "README.nl.md",
        "CONTRIBUTING.md",
        "docs/README.md",
        "docs/howto/api.md",
    }
