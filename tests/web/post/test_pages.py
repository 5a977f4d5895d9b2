"""My mail: what is chosen holds; and the link in a mail stops that kind, by pressing and not by opening."""

import re

import pytest
from django.core import mail as sent_mail
from django.test import Client
from django.urls import reverse

from startlijn.base.access.terms import Role
from startlijn.base.post.actions import running, send_mail
from startlijn.base.post.models import MailChoice
from startlijn.base.post.terms import MailKind, Pace
from startlijn.base.seams import now
from tests.web.starters.test_pages import text_of

LINK = {"first_name": "Noor", "link": "/groups/"}


@pytest.fixture
def person(world):
    return world.person(Role.COORDINATOR)


@pytest.fixture
def browser(world, person):
    return world.browser(person)


def send(world, to: str, template: str = "groups_published", **more):
    send_mail(by=world.operator, at=now(), to=to, template=template, language="en", context=LINK, **more)
    running.work_off(clock=now)


def pace(person, kind=MailKind.GROUPS):
    row = MailChoice.objects.filter(address=person.account.email, kind=kind).first()
    return row and row.pace


def stop_link(number: int = 0) -> str:
    """The path of the link in a mail that was sent."""
    return re.search(r"(/mail/stop/\S+/)$", sent_mail.outbox[number].body).group(1)


def everything(**chosen) -> dict[str, str]:
    usual = dict.fromkeys(("line", "shared", "groups", "meetings", "courses", "together", "other"), "at_once")
    return usual | {"off_until": ""} | chosen


def test_page_says_what_can_be_chosen_and_what_always_comes(browser):
    text = text_of(browser.get(reverse("post:own")))
    assert ("Groups of schools" in text, "Getting into Startlijn" in text) == (True, True)
    assert 'name="account"' not in browser.get(reverse("post:own")).content.decode()


def test_what_is_chosen_holds(world, person, browser):
    answer = browser.post(reverse("post:own"), everything(groups="off", meetings="daily"))
    assert answer.status_code == 302
    send(world, person.account.email)
    assert (pace(person), pace(person, MailKind.MEETINGS), sent_mail.outbox) == ("off", "daily", [])
    assert "not sent: you turned it off" in text_of(browser.get(reverse("post:own")))


def test_day_that_has_passed_is_refused_and_what_was_chosen_stays(person, browser):
    answer = browser.post(reverse("post:own"), everything(groups="off", off_until="2020-01-01"))
    text = answer.content.decode()
    assert ("from tomorrow on" in text, 'value="2020-01-01"' in text, pace(person)) == (True, True, None)
    assert re.search(r'<option value="off" selected>', text)


def test_link_in_a_mail_stops_that_kind_when_the_button_is_pressed(world, person):
    send(world, person.account.email)
    stranger, link = Client(headers={"accept-language": "en"}), stop_link()
    assert "Nothing changes until you press" in text_of(stranger.get(link))
    assert pace(person) is None
    assert "does not come any more" in text_of(stranger.post(link, {"pace": "off"}))
    assert pace(person) == Pace.OFF


def test_link_shows_no_address_and_is_not_kept_by_anybody(world, person):
    send(world, person.account.email)
    answer = Client().get(stop_link())
    assert person.account.email not in answer.content.decode()
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "no-store, private",
        "noindex",
    )


def test_mail_program_stops_it_with_one_press(world, person):
    send(world, person.account.email)
    headers = sent_mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).headers["Location"] == stop_link()
    assert (program.post(path, {"other": "x"}).status_code, pace(person)) == (400, None)
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert pace(person) == Pace.OFF


def test_changed_link_stops_nothing(world, person):
    send(world, person.account.email)
    link = stop_link()
    changed = link.replace(link[11:13], "zz")
    press = {"List-Unsubscribe": "One-Click"}
    answers = [Client().get(changed), Client().post(changed, {"pace": "off"})]
    answers.append(Client().post(f"{changed}at-once/", press))
    assert ([answer.status_code for answer in answers], pace(person)) == ([404, 404, 404], None)


def test_mail_that_always_comes_has_no_way_out(world, person):
    send(world, person.account.email, "way_in_changed")
    message = sent_mail.outbox[0]
    assert ("List-Unsubscribe" in message.extra_headers, "/mail/stop/" in message.body) == (False, False)
    assert "cannot be turned off" in message.body


def test_list_of_mail_is_given_in_pages_with_the_same_number_of_questions(
    world, person, browser, django_assert_max_num_queries
):
    for _ in range(25):
        send(world, person.account.email)
    with django_assert_max_num_queries(15):
        page = browser.get(reverse("post:own"))
    assert (page.content.decode().count("<time "), "page=2" in page.content.decode()) == (20, True)


def test_mail_of_somebody_else_is_not_shown(world, person, browser):
    send(world, "another@example.org")
    assert "No mail yet" in text_of(browser.get(reverse("post:own")))
