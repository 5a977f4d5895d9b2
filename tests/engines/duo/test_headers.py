import pytest

from startlijn.engines.duo import Kind, kind_of
from startlijn.engines.duo.headers import REQUIRED, official_header


@pytest.mark.parametrize("kind", Kind)
def test_kind_of_recognises_every_file_by_todays_headers(kind):
    assert kind_of([official_header(word) for word in REQUIRED[kind]]) == kind


def test_kind_of_recognises_headers_through_the_years():
    old = ["Provincie", "BEVOEGD GEZAG NUMMER", "BRIN NUMMER", "VESTIGINGSNUMMER", "VESTIGINGSNAAM"]
    assert kind_of([*old, "ONDERWIJSSTRUCTUUR"]) == Kind.VO_SITES


def test_kind_of_ignores_spaces_dashes_and_case_in_headers():
    assert kind_of(["bevoegd_gezag_nummer", "Bevoegd gezag - naam", "KvK nummer"]) == Kind.BOARDS


def test_kind_of_knows_what_it_does_not_know():
    assert kind_of(["naam", "leeftijd"]) is None
