"""A forgotten password, a new one, and what both tell strangers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from startlijn.base.post.models import Mail
from startlijn.base.post.queries import mail_text
from startlijn.base.tenancy import everywhere
from tests.web.accounts.conftest import PASSWORD, log_in

GOOD = "zeven fietsen in de stalling"


def ask(browser, email):
    return browser.post(reverse("account_reset_password"), {"email": email})


def outbox():
    with everywhere("the outbox in a test"):
        return list(Mail.objects.order_by("created_at"))


def open_link(browser, link):
    return browser.get(link, follow=True)


def choose(browser, page, password=GOOD):
    return browser.post(page.context["action_url"], {"password1": password, "password2": password})


def test_forgotten_password_is_replaced_through_a_letter(world, member):
    browser = world.browser()
    ask(browser, member.account.email)
    letter = outbox()[-1]
    assert (letter.to, letter.template) == (member.account.email, "password_reset")
    answer = choose(browser, open_link(browser, letter.context["link"]))
    assert answer.url == reverse("account_reset_password_from_key_done")
    assert log_in(world.browser(), member.account.email, GOOD).status_code == 302
    assert log_in(world.browser(), member.account.email, PASSWORD).status_code == 200


def test_no_second_list_of_addresses_is_kept(world, member):
    from allauth.account.models import EmailAddress

    browser = world.browser()
    ask(browser, member.account.email)
    choose(browser, open_link(browser, outbox()[-1].context["link"]))
    log_in(browser, member.account.email, GOOD)
    assert EmailAddress.objects.count() == 0


def test_reset_asks_the_database_as_much_for_unknown_addresses(world, member):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(world.browser(), member.account.email)
    counts = []
    for email in (member.account.email, "nobody@example.org"):
        browser = world.browser()
        with CaptureQueriesContext(connection) as queries:
            ask(browser, email)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_reset_link_works_once(world, member):
    browser = world.browser()
    ask(browser, member.account.email)
    link = outbox()[-1].context["link"]
    choose(browser, open_link(browser, link))
    assert "This link does not work" in open_link(world.browser(), link).content.decode()


def test_reset_link_stops_after_an_hour(world, member, monkeypatch):
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    ask(world.browser(), member.account.email)
    link = outbox()[-1].context["link"]
    whole = PasswordResetTokenGenerator._now
    monkeypatch.setattr(
        PasswordResetTokenGenerator, "_now", lambda self: whole(self) + timedelta(hours=1, seconds=1)
    )
    assert "This link does not work" in open_link(world.browser(), link).content.decode()


def test_reset_ends_sessions_elsewhere(world, member):
    elsewhere, browser = world.browser(member), world.browser()
    ask(browser, member.account.email)
    choose(browser, open_link(browser, outbox()[-1].context["link"]))
    assert elsewhere.get(reverse("own_account")).status_code == 302


def test_reset_answers_the_same_for_unknown_addresses(world, member):
    known, unknown = ask(world.browser(), member.account.email), ask(world.browser(), "nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.template for letter in outbox()] == ["password_reset", "password_reset_unknown"]


def test_account_without_password_gets_no_link(world):
    person = world.person("coach", "school", world.school.pk)
    ask(world.browser(), person.account.email)
    assert [letter.template for letter in outbox()] == ["password_reset_unknown"]


def test_stopped_account_gets_no_link(world, coordinator, member):
    world.browser(coordinator).post(reverse("access", args=[member.pk]), {"close": "1"})
    ask(world.browser(), member.account.email)
    assert [letter.template for letter in outbox()] == ["password_reset_unknown"]


def test_short_password_is_refused(world, member):
    browser = world.browser()
    ask(browser, member.account.email)
    answer = choose(browser, open_link(browser, outbox()[-1].context["link"]), "veertien tekst")
    assert answer.status_code == 200
    assert log_in(world.browser(), member.account.email, PASSWORD).status_code == 302


def test_changing_the_password_keeps_this_browser_only(world, member):
    here, elsewhere = world.browser(), world.browser()
    log_in(here, member.account.email)
    log_in(elsewhere, member.account.email)
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": GOOD, "password2": GOOD},
    )
    assert here.get(reverse("own_account")).status_code == 200
    assert elsewhere.get(reverse("own_account")).status_code == 302
    assert [(letter.template, letter.context["change"]) for letter in outbox()] == [
        ("way_in_changed", "password_changed")
    ]


def test_stopped_person_with_the_right_password_reads_why(world, coordinator, member):
    world.browser(coordinator).post(reverse("access", args=[member.pk]), {"close": "1"})
    assert log_in(world.browser(), member.account.email).url == reverse("account_inactive")
    assert log_in(world.browser(), member.account.email, "something else here").status_code == 200


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("invitation", {"link": "/in/invitation/x/"}),
        ("password_reset", {"link": "/in/password/new/x-y/"}),
        ("password_reset_unknown", {"link": "/in/no-account/"}),
        ("way_in_changed", {"link": "/me/", "change": "totp_activated"}),
    ],
)
def test_letter_has_a_subject_and_a_whole_link(template, context, language):
    subject, text = mail_text(template, language, context)
    assert "Startlijn" in subject + text
    assert f"http://localhost:8000{context['link']}" in text
    assert "<" not in text
