"""The second step: an app with codes, recovery codes, and who must have one."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from startlijn.base.accounts.models import Account
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.models import Mail
from startlijn.base.tenancy import everywhere
from tests.web.accounts.conftest import PASSWORD, log_in


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def prove(browser):
    """Give the password once more."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def add_app(browser):
    prove(browser)
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = browser.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


@pytest.fixture
def careful(world, member):
    """A member with an app; returns the secret and the recovery codes that were shown."""
    browser = world.browser()
    log_in(browser, member.account.email)
    secret = add_app(browser)
    shown = browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    return member, secret, shown


def test_password_alone_no_longer_opens_the_account(world, careful):
    member, secret, _codes = careful
    browser = world.browser()
    assert log_in(browser, member.account.email).url == reverse("mfa_authenticate")
    assert browser.get(reverse("own_account")).status_code == 302
    assert browser.post(reverse("mfa_authenticate"), {"code": code(secret)}).url == "/"
    assert browser.get(reverse("own_account")).status_code == 200


def test_wrong_code_is_refused(world, careful):
    member, secret, _codes = careful
    browser = world.browser()
    log_in(browser, member.account.email)
    answer = browser.post(reverse("mfa_authenticate"), {"code": code(secret, 10)})
    assert "This code is not right" in answer.content.decode()


def test_code_works_once(world, careful):
    member, secret, _codes = careful
    one, other = world.browser(), world.browser()
    log_in(one, member.account.email)
    log_in(other, member.account.email)
    now = code(secret)
    assert one.post(reverse("mfa_authenticate"), {"code": now}).status_code == 302
    assert other.post(reverse("mfa_authenticate"), {"code": now}).status_code == 200


def test_ten_wrong_codes_close_the_door_for_a_while(world, careful):
    member, secret, _codes = careful
    browser = world.browser()
    log_in(browser, member.account.email)
    for _ in range(10):
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = browser.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert "That was wrong too often" in answer.content.decode()


def test_recovery_code_opens_once(world, careful):
    member, _secret, codes = careful
    assert len(codes) == 10
    answers = []
    for _ in range(2):
        browser = world.browser()
        log_in(browser, member.account.email)
        answers.append(browser.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code)
    assert answers == [302, 200]


def test_recovery_codes_are_shown_once(world, careful):
    member, _secret, codes = careful
    browser = world.browser()
    log_in(browser, member.account.email)
    browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
    prove(browser)
    page = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[1] not in page
    assert "9 codes are left" in page


def test_secret_is_unreadable_in_the_database(careful):
    _member, secret, _codes = careful
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_change_is_journaled_and_told(world, member, django_capture_on_commit_callbacks):
    browser = world.browser()
    log_in(browser, member.account.email)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(browser)
    with everywhere("the outbox in a test"):
        letter = Mail.objects.get()
    assert (letter.to, letter.context["change"]) == (member.account.email, "totp_activated")
    line = JournalLine.objects.get(action="account.change")
    assert (line.actor_id, line.details) == (str(member.pk), {"change": "totp_activated"})


def test_adding_an_app_asks_for_the_password_again(world, member):
    browser = world.browser()
    log_in(browser, member.account.email)
    assert browser.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_removing_the_app_removes_the_recovery_codes(world, careful):
    member, _secret, codes = careful
    browser = world.browser()
    log_in(browser, member.account.email)
    browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
    prove(browser)
    browser.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == 0
    assert log_in(world.browser(), member.account.email).url == "/"


def test_staff_is_sent_to_add_a_second_step_where_it_is_required(world, member, settings):
    settings.REQUIRE_MFA = True
    browser = world.browser()
    log_in(browser, member.account.email)
    assert browser.get("/").url == reverse("mfa_index")
    assert browser.get(reverse("own_account")).url == reverse("mfa_index")
    assert "asks for a second step" in browser.get(reverse("mfa_index")).content.decode()
    add_app(browser)
    assert browser.get(reverse("own_account")).status_code == 200


def test_starter_may_do_without_a_second_step(world, settings):
    settings.REQUIRE_MFA = True
    starter = world.person("starter", "school", world.school.pk)
    assert world.browser(starter).get(reverse("own_account")).status_code == 200


def test_staff_may_do_without_where_it_is_not_required(world, member, settings):
    settings.REQUIRE_MFA = False
    assert world.browser(member).get(reverse("own_account")).status_code == 200


def test_passkey_options_are_for_this_host_and_verified_people(world, member):
    browser = world.browser()
    answer = browser.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    asked = answer.json()["request_options"]["publicKey"]
    assert (asked["rpId"], asked["userVerification"]) == ("testserver", "required")


def test_somebody_elses_passkey_cannot_be_touched(world, member, coordinator):
    key = Authenticator.objects.create(
        user=Account.objects.get(pk=coordinator.account_id), type=Authenticator.Type.WEBAUTHN, data={}
    )
    browser = world.browser()
    log_in(browser, member.account.email)
    prove(browser)
    assert browser.get(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert browser.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
