import pytest

from startlijn.engines.duo import friendly_place


@pytest.mark.parametrize(
    ("written", "friendly"),
    [
        ("ASSEN", "Assen"),
        ("'S-GRAVENHAGE", "Den Haag"),
        ("S GRAVENHAGE", "Den Haag"),
        ("'S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("'S-GRAVENZANDE", "'s-Gravenzande"),
        ("'T HARDE", "'t Harde"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("NIEUWERKERK AD IJSSEL", "Nieuwerkerk aan den IJssel"),
        ("DE BILT", "De Bilt"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("WIJK BIJ DUURSTEDE", "Wijk bij Duurstede"),
        ("LEIDSCHENDAM-VOORBURG", "Leidschendam-Voorburg"),
        ("SUDWEST-FRYSLAN", "Súdwest-Fryslân"),
        ("ST.-ANNAPAROCHIE", "St.-Annaparochie"),
        ("ELST GLD", "Elst"),
        ("HENGELO OV", "Hengelo"),
        ("NUENEN CA", "Nuenen"),
        ("NES GEM AMELAND", "Nes (Ameland)"),
        ("HOOGVLIET ROTTERDAM", "Hoogvliet Rotterdam"),
        ("  OSS ", "Oss"),
        ("Den Bosch", "Den Bosch"),
        ("", ""),
    ],
)
def test_friendly_place_writes_places_as_people_do(written, friendly):
    assert friendly_place(written) == friendly
