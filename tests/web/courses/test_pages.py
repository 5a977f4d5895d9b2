"""The pages of courses: what is offered, enrolling as a school, the desk of the coordinator."""

import csv
import io
from decimal import Decimal

from startlijn.domain.courses.models import Course, Edition, Enrolment
from startlijn.web.courses.shown import euros
from tests.web.courses.conftest import Pages


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def rows(pages: Pages) -> list[Enrolment]:
    with pages.world.here():
        return list(Enrolment.objects.order_by("enrolled_at", "pk"))


def enrol(pages: Pages, browser, school, *names: str, **more):
    given = {f"name_{number}": name for number, name in enumerate(names, start=1)}
    return browser.post(pages.at("enrol/"), {"school_id": school.pk, **given, **more})


def test_everybody_in_the_partnership_sees_what_is_offered_and_how_much_room_there_is(pages, another_world):
    school = pages.world.school
    coach = pages.world.browser(pages.world.person("coach", "school", school.pk))
    shown = text(coach.get("/courses/"))
    assert "17 seats are free, room for 10 more schools." in shown
    assert "Zorgen voor een goed inductietraject op school" in shown
    page = text(coach.get(pages.at("")))
    assert "€ 1,075 per participant of a training school, € 1,325 otherwise" in page
    assert "Enrol my school" not in page
    stranger = another_world.browser(another_world.person("coordinator"))
    assert stranger.get(pages.at("")).status_code == 404
    assert "Zorgen voor" not in text(stranger.get("/courses/"))


def test_school_enrols_and_sees_what_it_costs_line_by_line(pages):
    school = pages.offer.school("Berg", training_school=True)
    browser = pages.educator(school)
    assert browser.get(pages.at("enrol/")).status_code == 200
    answer = enrol(pages, browser, school, "Ann", "Bob")
    (row,) = rows(pages)
    assert answer.headers["Location"] == f"/courses/enrolment/{row.pk}/"
    page = text(browser.get(f"/courses/enrolment/{row.pk}/"))
    assert "The team takes part" in page
    assert "Tariff for a training school: € 1,075 per participant." in page
    assert "2 × € 1,075 = € 2,150." in page
    assert "Ann" in text(browser.get("/courses/school/"))


def test_form_keeps_what_was_typed_and_says_what_is_wrong(pages):
    school = pages.offer.school("Berg")
    browser = pages.educator(school)
    answer = enrol(pages, browser, school, "Ann", "ann", email_3="x@example.org")
    page = text(answer)
    assert (answer.status_code, rows(pages)) == (200, [])
    assert 'value="Ann"' in page
    assert "Write the name that belongs to this address." in page
    assert "ann is already named for this school." in text(enrol(pages, browser, school, "Ann", "ann"))


def test_waiting_team_reads_position_and_reason_and_the_offer_says_which_limit(small_pages):
    pages = small_pages
    pages.offer.enrol(pages.offer.school("Berg"), "Ann", "Bob")
    school = pages.offer.school("Dal")
    browser = pages.educator(school)
    enrol(pages, browser, school, "Cor", "Dee")
    row = rows(pages)[-1]
    page = text(browser.get(f"/courses/enrolment/{row.pk}/"))
    assert "Number 1 in the waiting list" in page
    assert "The team needs 2 seats, and 1 is free." in page
    assert "Cor" not in text(pages.educator(pages.offer.school("Meer")).get(pages.at("")))
    pages.offer.enrol(pages.offer.school("Veld"), "Els")
    shown = text(browser.get(pages.at("")))
    assert "Full: 2 schools take part, and that is the limit." in shown
    assert "1 team waits for a place." in shown


def test_school_withdraws_some_substitutes_and_names_another_contact(pages):
    school = pages.offer.school("Berg")
    browser = pages.educator(school)
    enrol(pages, browser, school, "Ann", "Bob")
    (row,) = rows(pages)
    with pages.world.here():
        ann, bob = row.participants.order_by("pk")
    base = f"/courses/enrolment/{row.pk}/"
    for path in ("withdraw/", "contact/", "ask/", f"{bob.pk}/substitute/"):
        assert browser.get(base + path).status_code == 200
    browser.post(f"{base}withdraw/", {"people": [str(ann.pk)]})
    browser.post(f"{base}{bob.pk}/substitute/", {"name": "Cor"})
    with pages.world.here():
        here = list(row.participants.filter(finished_on=None).values_list("name", flat=True))
        row.refresh_from_db()
    assert here == ["Cor"]
    given = {"name": "Dee Vos", "email": "dee@example.org", "expected_version": row.version}
    browser.post(f"{base}contact/", given)
    browser.post(f"{base}ask/", {"wish": "Kan het online?"})
    page = text(browser.get(base))
    assert ("dee@example.org" in page, "Kan het online?" in page) == (True, True)
    assert browser.get(f"{base}{bob.pk}/substitute/").status_code == 404


def test_other_schools_and_colleagues_without_the_right_see_no_enrolment(pages):
    school = pages.offer.school("Berg")
    row = pages.offer.enrol(school, "Ann")
    coach = pages.world.browser(pages.world.person("coach", "school", school.pk))
    other = pages.educator(pages.offer.school("Dal"))
    for browser in (coach, other):
        assert browser.get(f"/courses/enrolment/{row.pk}/").status_code == 404
        assert browser.post(f"/courses/enrolment/{row.pk}/withdraw/", {"people": []}).status_code == 404
        assert browser.get(pages.desk()).status_code == 404
    assert coach.get(pages.at("enrol/")).status_code == 404


def test_coordinator_types_in_a_question_answers_it_and_names_the_team(pages):
    school = pages.offer.school("Berg")
    given = {
        "school_id": school.pk,
        "source": "phone",
        "contact_name": "Sanne",
        "contact_email": "sanne@example.org",
        "contact_language": "nl",
    }
    browser = pages.coordinator
    assert "write down what the school asks" in text(browser.post(pages.desk("intake/"), given))
    browser.post(pages.desk("intake/"), given | {"wish": "Wat kan er?"})
    (row,) = rows(pages)
    assert (row.state, row.source) == ("asked", "phone")
    assert "Wat kan er?" in text(browser.get(pages.desk()))
    base = f"/courses/desk/enrolment/{row.pk}/"
    answer = {"granted": "yes", "answer": "Van alles.", "expected_version": row.version}
    assert browser.get(f"{base}answer/").status_code == 200
    browser.post(f"{base}answer/", answer)
    assert browser.get(f"{base}answer/").status_code == 404
    browser.post(f"{base}seat/", {"name_1": "Ann"})
    assert rows(pages)[0].state == "confirmed"
    browser.post(pages.desk("intake/"), given | {"school_id": pages.world.school.pk, "name_1": "Bob"})
    assert [row.state for row in rows(pages)] == ["confirmed", "confirmed"]


def test_coordinator_makes_a_course_gives_it_a_tariff_and_opens_an_edition(pages):
    browser = pages.coordinator
    given = {
        "title": "Coachen",
        "code": "C1",
        "kind": "coach_training",
        "provider": "ICLON",
        "min_hours": 10,
        "meeting_count": 3,
        "meeting_minutes": 90,
        "valid_months": 36,
    }
    browser.post("/courses/desk/new/", given)
    with pages.world.here():
        course = Course.objects.get(code="C1")
    assert "already a course with the code C1" in text(browser.post("/courses/desk/new/", given))
    base = f"/courses/desk/course/{course.pk}/"
    browser.post(f"{base}edit/", given | {"title": "Coachen 2", "expected_version": 1})
    browser.post(f"{base}tariff/", {"school_year": 2026, "training_school": "100", "full": "200.50"})
    edition = {
        "school_year": 2026,
        "max_schools": 3,
        "max_per_school": 1,
        "max_participants": 3,
        "weekdays": ["tue", "thu"],
        "begins_at": "15:00",
        "ends_at": "17:00",
        "place_rule": "schools",
        "reference_on": "2026-10-01",
    }
    wrong = text(browser.post(f"{base}edition/", edition | {"ends_at": "14:00"}))
    assert "The end comes after the beginning." in wrong
    answer = browser.post(f"{base}edition/", edition)
    with pages.world.here():
        made = Edition.objects.get(course=course)
    assert answer.headers["Location"] == f"/courses/desk/{made.pk}/"
    page = text(browser.get(base))
    assert ("Coachen 2" in page, "€ 100 for a training school, € 200.50 otherwise" in page) == (True, True)
    browser.post(f"/courses/desk/{made.pk}/move/", {"to": "open"})
    assert "Tuesday or Thursday, from 15:00 to 17:00" in text(browser.get(f"/courses/{made.pk}/"))
    change = edition | {"max_participants": 2, "expected_version": 2}
    browser.post(f"/courses/desk/{made.pk}/edit/", change)
    with pages.world.here():
        assert Edition.objects.get(pk=made.pk).max_participants == 2


def test_invoices_are_a_file_with_one_row_per_team(pages):
    pages.offer.enrol(pages.offer.school("Berg", training_school=True), "Ann", "Bob")
    answer = pages.coordinator.get(pages.desk("invoices.csv"))
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    told = [(row["School"], row["Participants"], row["Amount in euros"]) for row in found]
    assert told == [("Berg", "Ann, Bob", "2150.0")]
    assert pages.coordinator.get(pages.desk("invoices.xlsx")).content[:2] == b"PK"
    assert pages.coordinator.get(pages.desk("invoices.pdf")).status_code == 404
    assert "€ 2,150" in text(pages.coordinator.get(pages.desk()))


def test_participant_sees_the_own_course(pages):
    school = pages.offer.school("Berg")
    person = pages.world.person("coach", "school", school.pk)
    browser = pages.world.browser(person)
    assert "You take part in no course" in text(browser.get("/courses/own/"))
    enrol(pages, pages.educator(school), school, "Noor", email_1=person.account.email)
    assert "Zorgen voor een goed inductietraject" in text(browser.get("/courses/own/"))


def test_euros_are_written_with_cents_only_when_there_are_any():
    assert (euros(Decimal("1075.00")), euros(Decimal("1075.50"))) == ("1,075", "1,075.50")
