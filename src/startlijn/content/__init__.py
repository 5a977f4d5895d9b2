"""The packaged content: read from the files in this folder, checked, and kept for the life of the process."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from startlijn.content.glossary import Glossary, read_glossary
from startlijn.content.words import Vocabulary, read_vocabulary
from startlijn.engines.gazetteer import Gazetteer, read_gazetteer


def text(name: str) -> str:
    """Return the text of a packaged file, such as "gazetteer.csv" (UTF-8)."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def document(name: str) -> Any:
    """Return a packaged YAML file as plain dicts, lists and texts."""
    return yaml.safe_load(text(name))


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of Dutch places (GeoNames, CC BY 4.0; see README.md in this folder)."""
    return read_gazetteer(text("gazetteer.csv"))


@cache
def vocabulary() -> Vocabulary:
    """Return the words of the sectors; `vocabulary().with_own(board.vocabulary)` puts a board's own first."""
    return read_vocabulary(document("vocabulary.yaml"))


@cache
def glossary() -> Glossary:
    """Return the glossary; `startlijn.content.glossary.glossary_page` makes docs/glossary.md of it."""
    return read_glossary(document("glossary.yaml"))
