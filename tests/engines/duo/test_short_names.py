import pytest

from startlijn.engines.duo import short_board_name, short_name


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("Gomarus College voor Vwo Havo Mavo Vbo Lwoo", "Gomarus College"),
        ("Christelijk Scholengemeenschap Lijnzicht Lyceum Havo Mavo Vbo Lwoo", "Lijnzicht Lyceum"),
        ("Openbare Scholengemeenschap Dr Nassau College voor Vwo Havo Mavo Vbo", "Dr Nassau College"),
        ("Cals College Roomskatholiek Scholengemeenschap voor Lyceum Havo", "Cals College"),
        ("Openbare Scholengemeenschap voor Lyceum Havo Mavo Esdal College", "Esdal College"),
        ("Scholengroep Penta voor gym ath havo lwoo, loc. Scala Rietvelden", "Penta Scala Rietvelden"),
        ("Vallei College voor Ath Havo Mavo locatie Vathorst College", "Vathorst College"),
        ("Curio locatie Curio pomona", "Curio pomona"),
        ("Het Hooghuis locatie De Singel", "Het Hooghuis De Singel"),
        ("De Sprong, hoofdlocatie", "De Sprong"),
        ("Meerscholen - Muurhuizen", "Meerscholen Muurhuizen"),
        ("Lijncollege voor vwo havo mavo loc. Mavo", "Lijncollege Mavo"),
        ("Scholengemeenschap Pieter Lijn voorVwo Havo Mavo", "Pieter Lijn"),
        ("Stichting Media Amsterdam", "Media Amsterdam"),
        ("Stedelijk Gymnasium Arnhem", "Stedelijk Gymnasium Arnhem"),
        ("Roncalli MAVO", "Roncalli MAVO"),
        ("Vonk  Purmerend", "Vonk Purmerend"),
        ("voor Vwo Havo", "voor Vwo Havo"),
        ("De Regenboog", "De Regenboog"),
    ],
)
def test_short_name_proposes_what_people_say(official, short):
    assert short_name(official) == short


def test_short_name_keeps_more_when_only_the_place_is_left():
    official = "Christelijke Scholengemeenschap Groningen Vmbo Havo Atheneum"
    assert short_name(official, places=("Groningen",)) == "Christelijke Scholengemeenschap Groningen"


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("Stichting Lijn en Leren", "Lijn en Leren"),
        ("Stg. Openbaar Onderwijs Zuid", "Openbaar Onderwijs Zuid"),
        ("stichting de Lijn", "De Lijn"),
        ("Stichting voor Christelijk Onderwijs", "Stichting voor Christelijk Onderwijs"),
        ("Vereniging tot Stichting van Scholen", "Vereniging tot Stichting van Scholen"),
    ],
)
def test_short_board_name_drops_the_legal_form(official, short):
    assert short_board_name(official) == short
