"""Logging in with a password, logging out, and what a stranger can learn from it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startlijn.base.accounts.models import Account
from startlijn.base.journal.models import JournalLine
from startlijn.base.seams import fixed, now
from tests.web.accounts.conftest import log_in

ARGON2 = list(configured.PASSWORD_HASHERS)


def test_passwords_are_hashed_with_argon2():
    assert ARGON2 == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_login_opens_the_first_page(world, member):
    browser = world.browser()
    answer = log_in(browser, member.account.email)
    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get(reverse("own_account")).status_code == 200


def test_login_is_journaled_without_address(world, member):
    log_in(world.browser(), member.account.email)
    line = JournalLine.objects.get(action="account.login")
    assert (line.actor_id, line.details) == (str(member.pk), {"methods": ["password"]})


def test_login_gives_a_new_session_id(world, member):
    browser = world.browser()
    browser.get(reverse("invitation_link", args=["nothing"]))
    before = browser.session.session_key
    log_in(browser, member.account.email)
    assert browser.session.session_key != before


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_next_on_another_host_is_not_followed(world, member, elsewhere):
    assert log_in(world.browser(), member.account.email, next=elsewhere).url == "/"


def test_next_on_this_host_is_followed(world, member):
    assert log_in(world.browser(), member.account.email, next="/me/tokens/").url == "/me/tokens/"


def shown(answer):
    """What a stranger sees, without the parts that are new each time."""
    text = answer.content.decode()
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line and "value=" not in line]


def test_login_answers_the_same_for_unknown_accounts(world, member):
    known = log_in(world.browser(), member.account.email, "not the right password")
    unknown = log_in(world.browser(), "nobody@example.org", "not the right password")
    assert (known.status_code, shown(known)) == (unknown.status_code, shown(unknown))


def test_login_hashes_for_unknown_accounts_too(world, member, monkeypatch):
    hashed = []
    whole = Account.set_password
    monkeypatch.setattr(Account, "set_password", lambda self, raw: hashed.append(1) or whole(self, raw))
    log_in(world.browser(), "nobody@example.org", "not the right password")
    assert hashed == [1]


def test_ten_failures_lock_this_account_for_this_address(world, member):
    browser = world.browser()
    codes = [log_in(browser, member.account.email, "wrong").status_code for _ in range(11)]
    assert codes == [200] * 9 + [429] * 2
    assert log_in(browser, member.account.email).status_code == 429


def test_ten_failures_lock_an_unknown_account_in_the_same_way(world):
    browser = world.browser()
    codes = [log_in(browser, "nobody@example.org", "wrong").status_code for _ in range(11)]
    assert codes == [200] * 9 + [429] * 2


def test_lock_holds_for_one_account_at_one_address(world, member):
    for _ in range(10):
        log_in(world.browser(), "somebody.else@example.org", "wrong")
        world.browser().post(
            reverse("account_login"),
            {"login": member.account.email, "password": "wrong"},
            REMOTE_ADDR="203.0.113.9",
        )
    assert log_in(world.browser(), member.account.email).status_code == 302


def fail_for_many(world, count, address="127.0.0.1"):
    """Let one visitor fail once for each of many accounts."""
    browser = world.browser()
    for number in range(count):
        typed = {"login": f"nobody{number}@example.org", "password": "wrong"}
        browser.post(reverse("account_login"), typed, REMOTE_ADDR=address)


def test_address_that_fails_for_thirty_accounts_waits(world, member):
    fail_for_many(world, 29)
    assert log_in(world.browser(), member.account.email, "wrong").status_code == 200
    answer = log_in(world.browser(), member.account.email)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")


def test_who_gets_in_after_a_mistake_does_not_count(world, member, coordinator):
    fail_for_many(world, 29)
    log_in(world.browser(), member.account.email, "wrong")
    AccessAttempt.objects.filter(failures_since_start=1).earliest("pk").delete()  # room for one
    log_in(world.browser(), member.account.email)
    log_in(world.browser(), "one.more@example.org", "wrong")
    assert log_in(world.browser(), coordinator.account.email).status_code == 302


def test_other_address_does_not_wait(world, member):
    fail_for_many(world, 30, "203.0.113.9")
    assert log_in(world.browser(), member.account.email).status_code == 302


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_failures_are_counted_for_the_network_of_one_visitor(world, address, counted):
    fail_for_many(world, 1, address)
    assert AccessAttempt.objects.get().ip_address == counted


def test_lock_opens_after_a_quarter_of_an_hour(world, member):
    for _ in range(10):
        log_in(world.browser(), member.account.email, "wrong")
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert log_in(world.browser(), member.account.email).status_code == 302


def test_failures_keep_neither_address_nor_password(world):
    log_in(world.browser(), "nobody@example.org", "my secret words")
    kept = " ".join(map(str, AccessAttempt.objects.values_list().get()))
    assert "nobody" not in kept
    assert "secret" not in kept


def test_logout_asks_first_and_then_ends_the_session(world, member):
    browser = world.browser(member)
    assert browser.get(reverse("account_logout")).status_code == 200
    assert browser.get(reverse("own_account")).status_code == 200
    browser.post(reverse("account_logout"))
    assert browser.get(reverse("own_account")).status_code == 302


def test_session_ends_after_an_hour_without_use(world, member):
    browser, at = world.browser(member), now()
    with fixed(at=at):
        assert browser.get(reverse("own_account")).status_code == 200
    with fixed(at=at + timedelta(minutes=59)):
        assert browser.get(reverse("own_account")).status_code == 200
    with fixed(at=at + timedelta(minutes=59 + 60)):
        assert browser.get(reverse("own_account")).status_code == 302


def test_session_ends_after_twelve_hours_however_busy(world, member):
    browser, at = world.browser(member), now()
    codes = []
    for half_hours in range(26):
        with fixed(at=at + timedelta(minutes=30 * half_hours)):
            codes.append(browser.get(reverse("own_account")).status_code)
    assert codes == [200] * 24 + [302] * 2


def test_using_a_session_writes_once_a_minute(world, member):
    browser, at = world.browser(member), now()
    with fixed(at=at):
        browser.get(reverse("own_account"))
        before = browser.session["seen_at"]
    with fixed(at=at + timedelta(seconds=59)):
        browser.get(reverse("own_account"))
        assert browser.session["seen_at"] == before
    with fixed(at=at + timedelta(seconds=60)):
        browser.get(reverse("own_account"))
        assert browser.session["seen_at"] == before + 60


@pytest.mark.parametrize(
    "path", ["/in/signup/", "/in/email/", "/accounts/login/", "/in/3rdparty/", "/in/login/code/"]
)
def test_what_we_do_not_use_does_not_exist(world, path):
    assert world.browser().get(path).status_code == 404


def test_no_account_page_says_how_to_get_one(world):
    answer = world.browser().get(reverse("account_signup"))
    assert "You get an account by invitation" in answer.content.decode()
    assert world.browser().post(reverse("account_signup")).status_code == 405


def test_login_to_first_page_asks_at_most_thirty_times(world, member):
    log_in(world.browser(), member.account.email)
    UserSession.objects.all().delete()  # each other browser that is logged in costs three
    browser = world.browser()
    browser.get(reverse("account_login"))
    with CaptureQueriesContext(connection) as queries:
        log_in(browser, member.account.email)
        browser.get("/")
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 30
