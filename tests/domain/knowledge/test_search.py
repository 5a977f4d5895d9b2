from datetime import timedelta

import pytest
from django.db import connection

from startlijn.domain.knowledge.queries import base
from startlijn.domain.knowledge.rules.searching import asked
from startlijn.domain.knowledge.terms import ProductKind
from startlijn.engines.dutch import stem, words
from startlijn.engines.dutch.small_words import SMALL_WORDS
from tests.domain.knowledge.conftest import TODAY

# What teams of schools could write, and which of these a question finds: the same on both databases.
PARAGRAPHS = {
    "Begeleidingsplan": "In het plan staat wie welke starter begeleidt, en hoeveel uren daarvoor zijn.",
    "Eerste weken": "De begeleiding begint voor de eerste lesdag met een rondleiding en een maatje.",
    "Lesbezoek": "De coach bezoekt drie lessen en bespreekt wat goed ging; daarna volgt een vraag.",
    "Intervisie": "Starters leggen elkaar een leervraag voor. De groep komt vier keer bij elkaar.",
    "Gesprek met de schoolleider": "Wat is onze visie op het begeleiden van zij-instromers?",
    "Training voor coaches": "Vaardigheden van coaches: luisteren, doorvragen, samenvatten.",
    "Werkdruk": "Een starter heeft in jaar 1 een lagere lestaak: 20% minder uren.",
    "Coördinatie": "De coördinator bewaakt de planning en regelt de bijeenkomsten.",
    "Zij-instroom": "Zij-instromers kennen het vak; de school leert hen de klas kennen.",
    "Jaarplan 2026-2027": "Planning per periode met data, thema's en wie wat doet.",
}
QUESTIONS = {
    "begeleiding": {
        "Begeleidingsplan",
        "Eerste weken",
        "Gesprek met de schoolleider",
    },
    "begeleiden": {"Begeleidingsplan", "Eerste weken", "Gesprek met de schoolleider"},
    "starter": {"Begeleidingsplan", "Intervisie", "Werkdruk"},
    "starters uren": {"Begeleidingsplan", "Werkdruk"},
    "les": {"Eerste weken", "Lesbezoek", "Werkdruk"},
    "lessen": {"Lesbezoek"},
    "planning": {"Coördinatie", "Jaarplan 2026-2027"},
    "coördinator": {"Coördinatie"},
    "coordinator": {"Coördinatie"},
    "COACHES": {"Training voor coaches"},
    "coach": {"Lesbezoek", "Training voor coaches"},
    "zij-instromers": {"Gesprek met de schoolleider", "Zij-instroom"},
    "2026": {"Jaarplan 2026-2027"},
    "20%": {"Werkdruk"},
    "bijeenkomst": {"Coördinatie"},
    "olifant": set(),
    "de het een": set(),
}
HOSTILE = (
    '"',
    "'",
    "begeleiding' OR 1=1 --",
    'begeleiding" OR "a',
    "NEAR(begeleiding starter)",
    "stems:begeleiding",
    "begeleiding*",
    "-begeleiding",
    "(((",
    "a\x00b",
    "\x00",
    "%_\\",
    "& | ! <->",
    "x" * 10_000,
    "begeleiding " * 1_000,
    "👩‍🏫 ﷽ \u202e",
    "',:*&",
)


@pytest.fixture
def shelf(team):
    for title, text in PARAGRAPHS.items():
        team.publish(team.begin(title, text), found_may_stay=True)
    return team


def test_questions_find_the_same_on_every_database(shelf):
    assert {question: set(shelf.find(question)) for question in QUESTIONS} == QUESTIONS


def test_hostile_questions_find_something_or_nothing_and_never_fail(shelf):
    found = {question: shelf.find(question) for question in HOSTILE}
    assert found["begeleiding*"] == found["-begeleiding"] == shelf.find("begeleiding")
    assert found["((("] == []
    assert found["\x00"] == []


def test_what_has_the_words_in_its_title_comes_first(team):
    team.publish(team.begin("Begeleiding", "Kort."))
    team.publish(team.begin("Uren", "Over begeleiding."), when=TODAY + timedelta(days=1))
    assert team.find("begeleiden") == ["Begeleiding", "Uren"]
    assert team.find() == ["Uren", "Begeleiding"]


def test_filters_on_kind_sector_and_school_type(team):
    team.publish(team.begin("Basis"))
    row = team.begin(
        "Voortgezet", by=team.stranger, school_id=team.other_school.pk, kind=ProductKind.TRAINING
    )
    team.publish(row, by=team.stranger)
    assert team.find(kind="training") == ["Voortgezet"]
    assert team.find(sector="po") == ["Basis"]
    assert team.find("begeleiden", sector="vo") == ["Voortgezet"]
    assert team.find(training_school=True) == ["Voortgezet"]
    assert team.find(training_school=False) == ["Basis"]
    assert team.find(kind="nonsense") == []


def test_name_of_a_file_is_found(team):
    from startlijn.base.files.terms import Upload
    from tests.engines.media import samples

    team.publish(team.begin("Plan", upload=Upload("kijkwijzer.pdf", samples.PDF)))
    rows, stems = team.ask(base.looked_for, base.Wanted("kijkwijzers"))
    with team.world.here():
        (line,) = [base.line_of(row, stems) for row in rows]
    assert line.why is not None
    assert (line.why.words, line.why.parts) == (("kijkwijzer",), ("file",))


def test_stems_are_those_of_the_database(shelf):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL makes stems itself")
    texts = " ".join([*PARAGRAPHS, *PARAGRAPHS.values()])
    found = {word.folded for word in words(texts)}
    with connection.cursor() as cursor:
        for word in sorted(found):
            cursor.execute("SELECT tsvector_to_array(to_tsvector('dutch', %s))", [word])
            assert (word, cursor.fetchone()[0]) == (word, [stem(word)])


def test_small_words_are_at_least_those_of_the_database(db):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL leaves words out itself")
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_config WHERE name = 'SHAREDIR'")
        folder = cursor.fetchone()[0]
        cursor.execute("SELECT pg_read_file(%s)", [f"{folder}/tsearch_data/dutch.stop"])
        assert set(cursor.fetchone()[0].split()) - SMALL_WORDS == set()


def test_question_without_words_is_no_question():
    assert asked("de 'het' een?") == ()
