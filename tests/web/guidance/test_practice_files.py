"""The figures of a school as a file: for who reads them, about enough people."""

import pytest

from startlijn.engines.tables import read_table


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_educator_takes_the_figures_of_the_own_school_along(pages, kind):
    for _ in range(5):
        pages.starter()
    answer = pages.browser_of(pages.educator).get(f"/practice/{pages.school.pk}/figures.{kind}")
    assert answer["Content-Disposition"] == f'attachment; filename="planned-and-received.{kind}"'
    table = read_table(answer.content)
    planned = {(row[0], row[1], row[2]): float(row[3]) for row in table.rows}
    assert planned["1", "Gesprek met je coach (en)", "5"] == 40


def test_file_shows_no_figures_about_fewer_than_five(pages):
    starter = pages.starter()
    answer = pages.browser_of(pages.educator).get(f"/practice/{pages.school.pk}/figures.csv")
    assert read_table(answer.content).rows == ()
    assert str(starter.person) not in answer.content.decode()


def test_page_offers_the_files(pages):
    for _ in range(5):
        pages.starter()
    page = pages.browser_of(pages.educator).get(f"/practice/{pages.school.pk}/").content.decode()
    assert f"/practice/{pages.school.pk}/figures.xlsx" in page
    assert f"/practice/{pages.school.pk}/figures.csv" in page


def test_others_and_other_kinds_find_nothing(pages):
    coach = pages.browser_of(pages.coach)
    elsewhere = pages.world.actor("school_educator", "school", pages.world.add_school("Elders").pk)
    assert coach.get(f"/practice/{pages.school.pk}/figures.csv").status_code == 404
    assert pages.browser_of(elsewhere).get(f"/practice/{pages.school.pk}/figures.csv").status_code == 404
    assert pages.browser_of(pages.educator).get(f"/practice/{pages.school.pk}/figures.pdf").status_code == 404
