import pytest

from startlijn.domain.knowledge.rules.personal import MOST_FINDINGS, eleven_test, findings, spans
from startlijn.domain.knowledge.terms import Part, PersonalKind

NAMES = [("Sanne", "de Wit"), ("Karim", "El Amrani"), ("Jo", "Ly")]


def found(text, names=NAMES):
    return [(span.kind.value, text[span.start : span.end]) for span in spans(text, names)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Mail naar s.dewit@school.nl voor meer.", [("email", "s.dewit@school.nl")]),
        ("Bel 06-12345678 of +31 73 123 45 67.", [("phone", "06-12345678"), ("phone", "+31 73 123 45 67")]),
        ("Bel (073) 123 45 67", [("phone", "073) 123 45 67")]),
        ("BSN 111222333 staat hier", [("bsn", "111222333")]),
        ("BSN 1112.22.333 staat hier", [("bsn", "1112.22.333")]),
        ("Nummer 123456789 is geen BSN", []),
        ("Van 2026 tot 2027, 25 uur, 1.325 euro", []),
        ("Sanne de Wit maakte dit, met Karim.", [("name", "Sanne de Wit"), ("name", "Karim")]),
        ("De Wit en karim", [("name", "Wit")]),
        ("Jo en Ly zijn te kort", []),
        ("Een rustig gesprek", []),
        ("", []),
    ],
)
def test_places_that_look_personal(text, places):
    assert found(text) == places


def test_list_of_names_is_found_as_a_whole():
    text = "Groep 5:\n1. Anna Bakker\n2. Bram van Dijk\n3. Cem Yilmaz\n4. Dewi Smit\nEinde."
    assert found(text, []) == [
        ("class_list", "1. Anna Bakker\n2. Bram van Dijk\n3. Cem Yilmaz\n4. Dewi Smit")
    ]


def test_three_names_below_each_other_are_no_list():
    assert found("Anna Bakker\nBram Dijk\nCem Yilmaz\n", []) == []


def test_ordinary_list_is_no_list_of_names():
    assert found("1. Kijk eerst rond\n2. Vraag hulp\n3. Plan een gesprek\n4. Vier wat lukt", []) == []


def test_address_with_a_name_is_one_place():
    assert found("sanne@school.nl") == [("email", "sanne@school.nl")]


@pytest.mark.parametrize(
    ("digits", "passes"),
    [("111222333", True), ("123456782", True), ("123456789", False), ("000000000", False), ("12", False)],
)
def test_eleven_test(digits, passes):
    assert eleven_test(digits) is passes


def test_finding_shows_the_words_around_it():
    (place,) = findings("Vragen? Mail a@b.nl en wacht.", Part.TEXT)
    assert (place.kind, place.before, place.found, place.after) == (
        PersonalKind.EMAIL,
        "Vragen? Mail ",
        "a@b.nl",
        " en wacht.",
    )


@pytest.mark.parametrize("text", ["a@b.nl " * 3_000, "Sanne, " * 30_000, "06-12345678, " * 3_000])
def test_it_stops_after_more_than_anybody_mends(text):
    assert len(spans(text, NAMES)) == MOST_FINDINGS


@pytest.mark.parametrize("text", ["a@" * 10_000, "1 " * 10_000, "Aa " * 7_000, "0-" * 8])
def test_texts_that_nearly_match_hold_nothing(text):
    assert spans(text, NAMES) == []
