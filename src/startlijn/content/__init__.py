"""The packaged content: read from the files in this folder, checked, and kept for the life of the process."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from startlijn.content.glossary import Glossary, read_glossary
from startlijn.content.holidays import REGIONS, Holidays, read_holidays
from startlijn.content.sector_rules import SectorRules, read_sector_rules
from startlijn.content.templates import ProgrammeTemplate, read_template
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


@cache
def programme_templates() -> tuple[ProgrammeTemplate, ...]:
    """Return the packaged programmes, by key, the newest edition of each first."""
    found = [
        read_template(file.name, yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in files(__name__).joinpath("programmes").iterdir()
        if file.name.endswith(".yaml")
    ]
    newest = sorted(found, key=lambda template: template.valid_from, reverse=True)
    return tuple(sorted(newest, key=lambda template: template.key))


def programme_template(id: str) -> ProgrammeTemplate:  # noqa: A002 - the name of the field
    """Return the packaged programme with this id, such as "po.2026-1". Raises `KeyError`."""
    for template in programme_templates():
        if template.id == id:
            return template
    raise KeyError(id)


@cache
def sector_rules() -> SectorRules:
    """Return what collective agreements say of starters; `sector_rules().on(sector, day)` is a rule set."""
    return read_sector_rules(document(f"rulesets/{name}.yaml") for name in ("po", "vo"))


@cache
def holidays() -> Holidays:
    """Return the school holidays; `holidays().clock("midden")` counts working days of a region."""
    return read_holidays(document(f"holidays/{region}.yaml") for region in REGIONS)
