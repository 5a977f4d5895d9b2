"""Not a word of coaching reaches anybody else: canaries in every text of class P4 (trust.md P12).

Every text of coaching in the scene is replaced by a word that exists once. Then everybody who may not read it
walks through the product by its links, searches, calls the API, takes own data along and guesses addresses;
and what is kept beside the tables (letters, jobs, journal, answers) is read as well. In a long run
(`make soak`) everybody walks, through all pages.
"""

import html
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.urls import reverse

from startlijn.base.access.terms import ROLES, Permission, Place, Role
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.models import IdempotencyKey, Job, Mail
from startlijn.base.post.queries import mail_text
from startlijn.base.tenancy import DataClass, TenantModel, everywhere
from tests.matrix.agreed import agreed, reaches
from tests.matrix.counting import SEARCHED
from tests.matrix.doors import LISTS
from tests.matrix.scene import Scene
from tests.matrix.things import Persona
from tests.soak.sizes import SOAK

pytestmark = pytest.mark.django_db

MOST_PAGES = 100_000 if SOAK else 40
# Answers that differ each time, each with the reason; they are read all the same.
NEW_EACH_TIME = {"dossier:take": "A copy of the own dossier carries its moment and its signature."}
LINK = re.compile(r'href="(/[^"#]*)"')
# Who must never hear it: of the own school, of the own board, of the partnership, and of another partnership.
ACTORS = (
    (Role.SCHOOL_LEADER, Place.SCHOOL),
    (Role.TEAM_LEADER, Place.SCHOOL),
    (Role.SCHOOL_EDUCATOR, Place.SCHOOL),
    (Role.HR_ADVISOR, Place.BOARD),
    (Role.BOARD_EXECUTIVE, Place.BOARD),
    (Role.COACH, Place.BOARD),
    (Role.ASSESSOR, Place.BOARD),
    (Role.AUDITOR, Place.SCHOOL),
    (Role.COORDINATOR, Place.PARTNERSHIP),
    (Role.PRIVACY_OFFICER, Place.PARTNERSHIP),
    (Role.ADMINISTRATOR, Place.PARTNERSHIP),
)
# In a long run everybody, also who knows some of it: of the rest not a word.
ALL_ACTORS = tuple((role, place) for role, known in ROLES.items() for place in Place if place in known.places)


@dataclass
class Canaries:
    """The words that were put in, and for whom each is no secret."""

    scene: Scene
    known: dict[str, set]

    def secret_to(self, persona: Persona | None) -> list[str]:
        """Return the words that this persona may never see."""
        who = persona.person.pk if persona else None
        return [word for word, people in self.known.items() if who not in people]


def _tables() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TenantModel) and model.declared.data_class is DataClass.COACHING
    ]


def _texts(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield field


def _put(row: models.Model, field: models.Field, word: str) -> bool:
    """Put a word into a field behind the back of the actions; a table that refuses changes stays as it is."""
    try:
        with transaction.atomic():
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**{field.name: word}))
    except DatabaseError:
        return False


@pytest.fixture(scope="module")
def canaries(scene: Scene) -> Canaries:
    """Fill every text of coaching with a word of its own."""
    found = Canaries(scene, {})
    with everywhere("canaries go into both partnerships"):
        for model in _tables():
            for thing in scene.things_of(model):
                people = {
                    persona.person.pk
                    for persona in scene.personas
                    if any(reaches(persona, each, thing) for each in agreed()[persona.role, persona.place])
                }
                for field in _texts(model):
                    word = f"kanarie{len(found.known):04d}geel"
                    if (field.max_length or 99) >= len(word) and _put(thing.row, field, word):
                        found.known[word] = people
    return found


@pytest.fixture(params=[*(ALL_ACTORS if SOAK else ACTORS), "stranger"], ids=str)
def persona(request: pytest.FixtureRequest, scene: Scene) -> Persona:
    """Return one of those who must never hear it."""
    if request.param == "stranger":
        return scene.there.persona(Role.SCHOOL_LEADER, Place.SCHOOL)
    return scene.here.persona(*request.param)


def leaks(text: str, words: list[str], where: str) -> list[str]:
    plain = html.unescape(text)
    return [f"{where}: {word}" for word in words if word in plain]


def test_every_table_of_coaching_has_canaries(canaries):
    told = {thing.model for thing in canaries.scene.things if thing.model in _tables()}
    assert (told, len(canaries.known) >= 2 * len(_tables())) == (set(_tables()), True)


def test_starter_and_coach_do_read_them(canaries):
    """The other way round: who looks where they are finds them, so that looking means something."""
    scene = canaries.scene
    persona = scene.here.persona(Role.STARTER, Place.SCHOOL)
    page = scene.browser(persona).get(reverse("guidance:own")).content.decode()
    assert [word for word in canaries.known if word in page] != []


def test_no_page_that_can_be_reached_by_links_says_one(canaries, persona, record_property):
    words, browser = canaries.secret_to(persona), canaries.scene.browser(persona)
    seen, waiting, wrong = set(), ["/"], []
    while waiting and len(seen) < MOST_PAGES:
        here = waiting.pop(0)
        if here in seen or here.startswith(("/static/", "/out/")):
            continue
        seen.add(here)
        with transaction.atomic():
            answer = browser.get(here)
            text = _read(answer)
            transaction.set_rollback(True)
        wrong += leaks(text, words, here)
        waiting += [link for link in map(html.unescape, LINK.findall(text)) if link not in seen]
    record_property(SEARCHED, len(seen))
    assert (wrong, len(seen) > 5) == ([], True)


def _asked(canaries: Canaries, persona: Persona, address, query: str) -> str:
    scene = canaries.scene
    headers = {"Authorization": f"Bearer {scene.token(persona)}"} if address.is_operation else {}
    browser = scene.browser(None if address.is_operation else persona)
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.get(reverse(address.name) + query, headers=headers)
        text = _read(answer)
        transaction.set_rollback(True)
    browser.cookies = cookies  # a message is said once; both are to be asked alike
    return text


def test_no_search_finds_one_or_shows_that_it_is_there(canaries, persona, record_property):
    """Asking for a part of a word gives what asking for nonsense gives: the same answer, the same count."""
    words = canaries.secret_to(persona)
    part, nonsense = words[0].removesuffix("geel"), "kanarie9999"
    wrong = []
    for address in LISTS:
        found, none = (_asked(canaries, persona, address, f"?q={each}") for each in (part, nonsense))
        wrong += leaks(found, words, address.name)
        if address.name not in NEW_EACH_TIME and _plain(found, part) != _plain(none, nonsense):
            wrong.append(f"{address.name} answers otherwise for what is there")
    record_property(SEARCHED, 2 * len(LISTS))
    assert wrong == []


def _plain(text: str, asked: str) -> str:
    """Return an answer without what was asked, and without what is new each time."""
    return re.sub(r"[\w-]{40,}", "", text.replace(asked, ""))


def test_own_data_of_others_hold_none(canaries, persona):
    take = reverse("rights:take_own_data")
    with transaction.atomic():
        answer = canaries.scene.browser(persona).post(take)
        text = _read(answer)
        transaction.set_rollback(True)
    assert (answer.status_code, leaks(text, canaries.secret_to(persona), take)) == (200, [])


def _read(answer) -> str:
    """Return an answer as text; of an archive every file in it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_error_pages_say_none(canaries, persona, record_property):
    """Guessing: rows of coaching by their identifiers, at addresses that take such rows."""
    words, browser = canaries.secret_to(persona), canaries.scene.browser(persona)
    wrong, asked = [], list(_guesses(canaries))
    for verb, address in asked:
        with transaction.atomic():
            answer = getattr(browser, verb)(address)
            transaction.set_rollback(True)
        wrong += leaks(answer.content.decode(errors="replace"), words, address)
        if answer.status_code != 404 and not _may(canaries, persona, address):
            wrong.append(f"{verb} {address}: {answer.status_code}")
    record_property(SEARCHED, len(asked))
    assert wrong == []


def _guesses(canaries: Canaries) -> Iterator[tuple[str, str]]:
    """Yield what to try: two rows of each table, as notes, as needs, and why they may be seen."""
    for model in _tables():
        rows = [thing.row for thing in canaries.scene.here.things if thing.model is model]
        for row in (*rows[:1], *rows[-1:]):
            yield "get", f"/coaching/notes/{row.pk}/"
            yield "post", f"/line/notes/{row.pk}/remove/"
            yield "get", f"/rights/why/{model.__name__.lower()}/{row.pk}/"


def _may(canaries: Canaries, persona: Persona, address: str) -> bool:
    return any(
        str(thing.row.pk) in address
        and any(reaches(persona, each, thing) for each in agreed()[persona.role, persona.place])
        for thing in canaries.scene.here.things
        if thing.model in _tables()
    )


def test_nothing_beside_the_tables_keeps_one(canaries):
    """Letters, jobs, the journal and stored answers."""
    kept = []
    with everywhere("what is kept beside the tables of both partnerships"):
        for mail in Mail.objects.all():
            kept += ["\n".join(mail_text(mail.template, mail.language, mail.context)), str(mail.context)]
        kept += [str(job.payload) for job in Job.objects.all()]
        kept += [f"{line.details} {line.actor_name}" for line in JournalLine.objects.all()]
        kept += [str(vars(key)) for key in IdempotencyKey.objects.all()]
    assert leaks("\n".join(kept), list(canaries.known), "kept") == []


def test_permission_of_nobody_else_opens_a_table_of_coaching(canaries):
    """The list of ways is short enough to be read: a new one is added here with the reason, or not at all."""
    ways = {
        permission: {model.__name__ for model in _tables() if permission in model.declared.ways}
        for model in _tables()
        for permission in model.declared.ways
    }
    assert set(ways) <= {
        Permission.LINE_OWN,  # the starter
        Permission.LINE_GUIDE,  # the coach of now
        Permission.OBSERVE,  # who watched the lesson, or with whom a question was shared
        Permission.DOSSIER_OWN,  # the starter who left
        Permission.INTERVISION_OWN,  # who wrote down what an intervision meeting gave them
    }
    assert {model.__name__ for model in _tables() if model.declared.read and model.declared.reach} == set()
