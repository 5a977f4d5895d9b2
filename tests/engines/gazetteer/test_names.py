"""How Dutch place names are recognised."""

import pytest

from startlijn.engines.gazetteer import place_key, split_province


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'s-Hertogenbosch", "S HERTOGENBOSCH"),
        ("Sint-Michielsgestel", "st. michielsgestel"),
        ("Alphen aan den Rijn", "Alphen a/d Rijn"),
        ("Krimpen aan de Lek", "Krimpen a.d. Lek"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
    ],
)
def test_place_key_is_equal_for_spellings_of_one_name(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_place_key_keeps_different_names_apart() -> None:
    assert place_key("Stein") != place_key("Sint Stein")


@pytest.mark.parametrize(
    ("written", "name", "province"),
    [
        ("Bergen NH", "Bergen", "Noord-Holland"),
        ("Bergen (L)", "Bergen", "Limburg"),
        ("HENGELO OV", "HENGELO", "Overijssel"),
        ("Beek (Noord-Brabant)", "Beek", "Noord-Brabant"),
        ("Oudega (Smallingerland)", "Oudega (Smallingerland)", None),
        ("Bergen op Zoom", "Bergen op Zoom", None),
        ("NH", "NH", None),
    ],
)
def test_split_province_reads_what_follows_the_name(written: str, name: str, province: str | None) -> None:
    assert split_province(written) == (name, province)
