"""Who reads about somebody else leaves a line, on whatever page: found by itself (trust.md P15).

Every text of class P3 and P4 in the scene that can be changed is replaced by a word that exists once. Then
everybody who may reach such rows asks every page and every call of the API. Where a word about somebody else
is in the answer, the same request must have left a line of reading about that person. A new page that forgets
it is found the moment it has an address. What is shown without a text (a level, a day) is not found this way.
"""

import html
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse
from tools.addresses import Address

from startlijn.base.access.terms import Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import subject_of
from startlijn.base.journal.terms import READ
from startlijn.base.tenancy import DataClass, TenantModel, everywhere
from startlijn.base.walls.queries import guarded_permissions
from tests.matrix.agreed import agreed, reaches
from tests.matrix.asking import passes
from tests.matrix.counting import SEARCHED
from tests.matrix.doors import ALL
from tests.matrix.objects import ROW_NEEDS, positions
from tests.matrix.scene import Scene
from tests.matrix.test_canaries import _put, _read, _texts
from tests.matrix.things import Persona

pytestmark = pytest.mark.django_db

GUARDED = {DataClass.PERSONNEL, DataClass.COACHING}
PAGES = [address for address in ALL if "GET" in address.verbs]
# Texts for machines: where a file lies, how it is called by programs. They must stay as they are.
FOR_MACHINES = {"key", "sha256", "content_type", "kind", "hash", "rubric", "profile", "instrument", "locale"}
# What is shown about somebody else without a line, on which pages (everywhere when none is named), and why.
_BOTH = "Which class: the two agreed on it; what was seen in the lesson leaves a line."
_OPEN = "Published to the region with the file in it: it is no longer about who put it there."
_LIST = "In a list of what was given to the reader; opening it leaves a line."
EXCUSED: dict[str, tuple[set[str], str]] = {
    "Observation.class_label": (set(), _BOTH),
    "Observation.lesson": (set(), _BOTH),
    "StoredFile.name": ({"knowledge:published", "knowledge:product", "knowledge:search"}, _OPEN),
    "Evidence.title": ({"home", "dossier:shared"}, _LIST),
    "FeedbackRequest.question": ({"dossier:feedback"}, _LIST),
}


@dataclass(frozen=True)
class Word:
    """A word in a text: in which field it stands, and whom that is about."""

    where: str
    about: UUID


@dataclass
class Words:
    """The words that were put in."""

    scene: Scene
    found: dict[str, Word]

    def unwritten(self, persona: Persona, address: Address, arguments: dict[str, object]) -> list[str]:
        """Ask a page; return the fields about others that it shows without a line."""
        browser = self.scene.browser(None if address.is_operation else persona)
        headers = {"Authorization": f"Bearer {self.scene.token(persona)}"} if address.is_operation else {}
        cookies = deepcopy(browser.cookies)
        with transaction.atomic():
            answer = browser.get(reverse(address.name, kwargs=arguments), headers=headers)
            text = html.unescape(_read(answer))
            lines = JournalLine.objects.filter(action=READ, actor_id=str(persona.person.pk))
            told = set(lines.values_list("about", flat=True))
            transaction.set_rollback(True)
        browser.cookies = cookies
        shown = [each for word, each in self.found.items() if word in text]
        others = [each for each in shown if each.about != persona.person.pk]
        self.read += len(others)
        return [
            each.where for each in others if each.about not in told and not _is_excused(each.where, address)
        ]

    read: int = 0


def _is_excused(where: str, address: Address) -> bool:
    if where not in EXCUSED:
        return False
    pages, _reason = EXCUSED[where]
    return not pages or address.name in pages


def _guarded() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if issubclass(model, TenantModel) and model.declared.data_class in GUARDED and model.declared.subject:
            yield model


@pytest.fixture(scope="module")
def words(scene: Scene) -> Words:
    """Fill every text of these classes with a word of its own."""
    found: dict[str, Word] = {}
    with everywhere("words go into both partnerships"):
        for model in _guarded():
            for row in model._base_manager.all():
                about = subject_of(row)
                _put_in_notes(row, found, about)
                for field in _texts(model):
                    word = f"merel{len(found):05d}rood"
                    # An empty text means that something was not written yet.
                    filled = bool(getattr(row, field.name)) and field.name not in FOR_MACHINES
                    filled = filled and (field.max_length or 99) >= len(word)
                    if about is not None and filled and _put(row, field, word):
                        found[word] = Word(f"{model.__name__}.{field.name}", about)
    return Words(scene, found)


def _put_in_notes(row: models.Model, found: dict[str, Word], about: UUID | None) -> None:
    """Put words into the notes beside answers, which are kept together in one field."""
    for field in row._meta.concrete_fields:
        if not isinstance(field, models.JSONField) or about is None:
            continue
        kept = getattr(row, field.name)
        notes = kept if field.name == "notes" else kept.get("notes") if isinstance(kept, dict) else None
        if notes:
            word = f"merel{len(found):05d}blauw"
            new = dict.fromkeys(notes, word)
            if _put(row, field, new if notes is kept else {**kept, "notes": new}):
                found[word] = Word(f"{type(row).__name__}.{field.name}", about)


def _readers(scene: Scene) -> list[Persona]:
    """Return who may reach a row of these classes about somebody else."""
    things = [thing for model in _guarded() for thing in scene.things_of(model)]
    return [
        persona
        for persona in scene.here.personas
        if any(
            subject_of(thing.row) != persona.person.pk
            and any(reaches(persona, each, thing) for each in agreed()[persona.role, persona.place])
            for thing in things
        )
    ]


def _welcome(scene: Scene, persona: Persona, address: Address) -> Iterator[dict[str, object]]:
    """Yield the arguments with which this page opens to somebody."""
    permission = address.door("GET").permission
    if permission is None or not passes(persona, address, "GET"):
        return
    needed = ROW_NEEDS.get(address.name, (permission,))
    for arguments, thing in positions(scene, address):
        if thing is None or any(reaches(persona, each, thing) for each in needed):
            yield arguments


def missed(words: Words, pages: list[Address]) -> list[str]:
    """Return every page that shows about somebody else without a line of reading."""
    found = []
    with everywhere("who reads what is about somebody is worked out"):
        readers = _readers(words.scene)
    for persona in readers:
        for address in pages:
            for arguments in _welcome(words.scene, persona, address):
                found += [
                    f"{address.name} shows {where} to {persona.label}"
                    for where in words.unwritten(persona, address, arguments)
                ]
    return sorted(set(found))


def test_every_reading_about_somebody_else_leaves_a_line(words, record_property):
    found = missed(words, PAGES)
    record_property(SEARCHED, words.read)
    assert (found, words.read > 0) == ([], True)


def test_reading_without_a_line_is_found(words, monkeypatch):
    """Left out on purpose: the test notices it."""
    monkeypatch.setattr("startlijn.domain.guidance.actions.looking.read", lambda **_given: None)
    pages = [address for address in PAGES if address.door("GET").permission == Permission.LINE_GUIDE]
    assert missed(words, pages) != []


def test_readers_have_a_permission_that_opens_such_data(scene):
    with everywhere("who reads what is about somebody is worked out"):
        found = _readers(scene)
    assert found != []
    assert all(guarded_permissions() & agreed()[each.role, each.place] for each in found)
