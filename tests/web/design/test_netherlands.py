"""The map: places, view, shapes, size."""

import re
from xml.etree import ElementTree

import pytest

from startlijn.web.design import netherlands
from startlijn.web.design.netherlands import Group, Member, draw, project, view_of
from startlijn.web.gallery.samples import many_groups

VEGHEL, VENLO = Member("De Wissel", 51.616, 5.549, host=True), Member("De Poort", 51.370, 6.172)


def picture(*groups, **options):
    return draw(groups, title="Groups", description="A list follows.", **options)


@pytest.mark.parametrize(
    ("lat", "lon", "x", "y"),
    [(53.560, 3.358, 0.2585, 0.2748), (50.7505, 7.227, 612.2785, 723.2848)],
)
def test_corners_of_the_drawing_are_where_its_source_says(lat, lon, x, y):
    assert project(lat, lon) == (pytest.approx(x), pytest.approx(y))


def test_town_lies_within_its_own_province():
    x, y = project(52.091, 5.122)
    found = [
        province["name"]
        for province in netherlands.json.loads(netherlands.SHAPES.read_text(encoding="utf-8"))["provinces"]
        if any(inside(x * 10, y * 10, ring) for ring in province["rings"])
    ]
    assert found == ["Utrecht"]


def inside(x, y, ring):
    """Tell whether a point lies in a ring: a ray to the right crosses its sides an odd number of times."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def test_view_without_points_is_the_whole_country():
    assert (view_of([]).width, view_of([]).height) == (613, 724)


def test_view_holds_every_point_with_room():
    view = view_of([(100, 100), (300, 200)])
    assert (view.holds(95, 95), view.holds(305, 205)) == (True, True)


def test_view_of_one_point_is_not_endlessly_close():
    assert (view_of([(100, 100)]).width, view_of([(100, 100)]).height) == (60, 60)


def test_host_is_a_square_and_a_member_a_circle():
    drawn = picture(Group(3, "Group 3", (VEGHEL, VENLO)))
    assert (drawn.count("<rect"), drawn.count("<circle")) == (1, 1)


def test_journey_runs_from_the_member_to_the_host_only():
    path = re.search(r'class="map-journey" d="([^"]*)"', picture(Group(1, "One", (VEGHEL, VENLO)))).group(1)
    assert path.count("M") == 1


def test_group_without_host_meets_in_its_middle():
    members = tuple(Member(str(n), 51.5 + n / 10, 5.5) for n in range(2))
    path = re.search(r'class="map-journey" d="([^"]*)"', picture(Group(1, "One", members))).group(1)
    assert path.count("M") == 2


def test_school_without_group_has_no_number_and_no_journey():
    drawn = picture(Group(0, "Not in a group", (VENLO,)))
    assert ("map-journey" in drawn, ">0</text>" in drawn) == (False, False)


def test_ninth_group_takes_the_first_colour_with_another_dash():
    drawn = picture(Group(9, "Nine", (VEGHEL, VENLO)))
    assert "group-1 dash-1" in drawn


def test_close_group_is_drawn_over_a_group_that_reaches_far():
    close = Group(1, "Close", (VEGHEL, Member("Near", 51.62, 5.60)))
    far = Group(2, "Far", (Member("Zeeland", 51.5, 3.6, host=True), Member("Groningen", 53.2, 6.5)))
    drawn = picture(close, far)
    assert drawn.index('id="map-2"') < drawn.index('id="map-1"')


def test_all_text_is_escaped():
    drawn = draw(
        [Group(1, "<g>", (Member("<m>", 51.6, 5.5, note="<n>"),))], title="<t>", description="<d>", name="one"
    )
    assert [f"&lt;{letter}&gt;" in drawn for letter in "gmntd"] == [True] * 5


def test_few_schools_carry_their_names_and_many_do_not():
    few = picture(Group(1, "One", (VEGHEL, VENLO)))
    many = picture(Group(1, "One", tuple(Member(f"School {n}", 51 + n / 10, 5.5) for n in range(9))))
    assert (names(few), names(many)) == (["De Wissel", "De Poort"], [])


def names(drawn):
    """Return the names of schools that are written on a map."""
    part = re.search(r'<g class="map-names".*?</g>', drawn)
    return re.findall(r">([^<]+)</text>", part.group()) if part else []


def test_names_stand_beside_the_journey_and_not_on_it():
    north, south = Member("Noord", 51.8, 5.5), Member("Zuid", 51.5, 5.5, host=True)
    drawn = picture(Group(1, "One", (north, south)))
    heights = {name: float(y) for y, name in re.findall(r'y="([\d.]+)" text-anchor="middle">(\w+)<', drawn)}
    assert heights["Noord"] < project(51.8, 5.5)[1]
    assert heights["Zuid"] > project(51.5, 5.5)[1]


def test_names_that_would_cover_each_other_are_left_out():
    close = tuple(Member(f"Langenamige school {n}", 51.6, 5.5 + n / 1000) for n in range(4))
    heights = re.findall(r'y="([\d.]+)" text-anchor="\w+">Langenamige', picture(Group(1, "One", close)))
    assert heights == ["506.7", "513.6"]


def test_town_name_is_left_out_where_points_lie_all_around():
    crowd = tuple(Member(str(n), 51.616 + (n % 9 - 4) / 100, 5.549 + (n // 9 - 4) / 60) for n in range(81))
    assert ">Veghel<" not in picture(Group(1, "One", crowd))


def test_picture_is_well_formed_and_carries_title_and_description():
    root = ElementTree.fromstring(picture(*many_groups()))
    assert [root[0].text, root[1].text, root.attrib["role"]] == ["Groups", "A list follows.", "img"]


def test_picture_of_95_schools_is_at_most_60_kilobytes():
    assert len(picture(*many_groups()).encode()) <= 60_000


def test_picture_of_the_whole_country_is_at_most_60_kilobytes():
    assert len(picture(*many_groups(), zoom=False).encode()) <= 60_000
