from startlijn.engines.duo import Location, Point, Precision, locations_of, place
from tests.engines.duo.files import site

HERE = Location("5211AB", "4", "DEN BOSCH", 51.690, 5.300)
SAME_STREET = Location("5211AB", "6", "DEN BOSCH", 51.692, 5.302)
SAME_PLACE = Location("5213ZZ", "1", "DEN BOSCH", 51.700, 5.320)


def only(subject, *locations, others=(), **options):
    placed = place([subject, *others], locations, **options)[0]
    return placed.point, placed.precision


def test_place_finds_the_address_in_another_spelling():
    location = Location("5211AB", "4 a", "OSS", 51.69, 5.3)
    assert only(site(house_number="4-A"), location) == (Point(51.69, 5.3), Precision.ADDRESS)


def test_place_takes_the_mean_of_the_postcode_when_the_house_number_is_unknown():
    assert only(site(house_number="99"), HERE, SAME_STREET) == (Point(51.691, 5.301), Precision.POSTCODE)


def test_place_takes_the_mean_of_the_place_when_the_postcode_is_unknown():
    somewhere = site(postcode="5219XX", place="Den Bosch")
    one = Location("5219AA", "1", "DEN BOSCH", 51.0, 5.0)
    two = Location("5219AB", "1", "DEN BOSCH", 52.0, 6.0)
    assert only(somewhere, one, two) == (Point(51.5, 5.5), Precision.PLACE)


def test_place_never_mixes_two_places_of_one_name():
    in_gelderland = site(postcode="6881BA", place="Velp", municipality="Rheden", province="Gelderland")
    in_brabant = Location("5363AA", "1", "VELP", 51.76, 5.73)
    assert only(in_gelderland, in_brabant) == (None, Precision.NONE)


def test_place_asks_the_fallback_for_a_place_without_points():
    asked = []

    def gazetteer(name, province):
        asked.append((name, province))
        return Point(52.0, 6.0)

    unknown = site(postcode="6881BA", place="Velp", province="Gelderland")
    assert only(unknown, fallback=gazetteer) == (Point(52.0, 6.0), Precision.PLACE)
    assert asked == [("Velp", "Gelderland")]


def test_place_takes_the_mean_of_the_municipality_last():
    lost = site("02CD00", postcode="5300AA", place="Onbekend")
    others = [site("01AB00"), site("01AB01", postcode="5213ZZ", house_number="1")]
    assert only(lost, HERE, SAME_PLACE, others=others) == (Point(51.695, 5.31), Precision.MUNICIPALITY)


def test_place_asks_the_fallback_for_the_municipality_too():
    lost = site(postcode="", place="Onbekend", municipality="Ameland", province="Friesland")

    def gazetteer(name, province):
        return Point(53.4, 5.8) if name == "Ameland" else None

    assert only(lost, fallback=gazetteer) == (Point(53.4, 5.8), Precision.MUNICIPALITY)


def test_place_says_none_rather_than_guess():
    assert only(site()) == (None, Precision.NONE)


def test_locations_of_place_the_same_sites_again_without_the_file():
    sites = [site(), site("01AB01", house_number="99")]
    first = place(sites, [HERE, SAME_STREET])
    again = place(sites[:1], locations_of(first))
    assert again[0] == first[0]
    assert len(locations_of(first)) == 1
