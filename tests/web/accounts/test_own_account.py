"""The own account: name, language, sessions, roles, partnerships."""

from django.urls import reverse

from startlijn.base.people.models import Person
from startlijn.base.seams import now
from tests.conftest import START
from tests.web.accounts.conftest import log_in


def details(person, **changed):
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "language": person.language,
        "version": person.version,
    } | changed


def also_here(other, person):
    from startlijn.base.access.terms import Place, Role
    from startlijn.base.people import actions as people

    with other.here():
        people.give_role(
            by=other.operator,
            at=now(),
            person_id=person.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=other.school.pk,
            started_on=START,
        )


def test_name_and_language_are_saved(world, member):
    browser = world.browser(member)
    answer = browser.post(reverse("own_account"), details(member, given_name="Noortje", language="en"))
    assert (answer.url, answer.cookies["language"].value) == (reverse("own_account"), "en")
    member.refresh_from_db()
    assert (member.given_name, member.language, member.version) == ("Noortje", "en", 2)


def test_name_changed_meanwhile_shows_both(world, member):
    Person.objects.filter(pk=member.pk).update(version=2, given_name="Anders")
    answer = world.browser(member).post(reverse("own_account"), details(member, given_name="Noortje"))
    assert answer.status_code == 409
    assert "Noortje" in answer.content.decode()
    assert "Anders" in answer.content.decode()


def test_roles_are_told_in_plain_words(world, member):
    text = world.browser(member).get(reverse("own_account")).content.decode()
    assert "Organises induction in the school" in text
    assert "De Regenboog" in text


def test_sessions_are_named_after_browsers(world, member):
    browser = world.browser()
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
    log_in(browser, member.account.email)
    other = world.browser()
    other.post(
        reverse("account_login"),
        {"login": member.account.email, "password": "de trein van kwart over acht"},
        headers={"user-agent": firefox},
    )
    text = browser.get(reverse("own_account")).content.decode()
    assert "Firefox on Windows" in text
    assert text.count("this browser") == 1


def test_logging_out_everywhere_ends_every_session(world, member):
    here, elsewhere = world.browser(), world.browser()
    log_in(here, member.account.email)
    log_in(elsewhere, member.account.email)
    assert here.post(reverse("end_sessions")).url == reverse("account_login")
    assert [browser.get(reverse("own_account")).status_code for browser in (here, elsewhere)] == [302, 302]


def test_partnership_is_chosen_among_ones_own(worlds, member):
    world, other = worlds
    also_here(other, member)
    browser = world.browser(member)
    assert "Partnership noord" in browser.get(reverse("own_account")).content.decode()
    browser.post(reverse("choose_partnership"), {"partnership": str(other.partnership.pk)})
    assert browser.get(reverse("own_account")).wsgi_request.actor.partnership_id == other.partnership.pk


def test_partnership_of_others_does_not_exist(worlds, member):
    world, other = worlds
    browser = world.browser(member)
    for wrong in (str(other.partnership.pk), "", "nonsense"):
        assert browser.post(reverse("choose_partnership"), {"partnership": wrong}).status_code == 404


def test_account_without_roles_reads_where_to_ask(world):
    person = world.person()
    text = world.browser(person).get(reverse("own_account")).content.decode()
    assert "No role now" in text


def test_own_account_asks_a_stranger_to_log_in(world, db):
    answer = world.browser().get(reverse("own_account"))
    assert answer.url == f"/in/?next={reverse('own_account')}"


def test_own_account_costs_the_same_for_more_roles(world, member):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = world.browser(member)
    browser.get(reverse("own_account"))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("own_account"))
    for _ in range(2):
        also_here(world, member)
    with CaptureQueriesContext(connection) as three:
        browser.get(reverse("own_account"))
    assert len(three) == len(one)
