"""Invitations: a letter, a link that works once, a way in."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.models import Mail
from startlijn.base.seams import fixed, now
from startlijn.base.tenancy import everywhere
from tests.web.accounts.conftest import PASSWORD, log_in

GOOD = "zeven fietsen in de stalling"


@pytest.fixture
def newcomer(world):
    """Somebody with a role and an account, not yet with a way in."""
    return world.person("starter", "school", world.school.pk, name="Yara")


def invite(world, coordinator, person, **fields):
    return world.browser(coordinator).post(reverse("access", args=[person.pk]), {"invite": "1", **fields})


def last_link():
    with everywhere("the outbox in a test"):
        mail = Mail.objects.latest("created_at")
    return mail, mail.context["link"]


def accept(browser, link, password=GOOD, again=GOOD):
    browser.get(link)
    return browser.post(reverse("invitation"), {"password1": password, "password2": again})


def test_invitation_opens_the_account_once(world, coordinator, newcomer):
    assert invite(world, coordinator, newcomer).status_code == 302
    mail, link = last_link()
    assert (mail.to, mail.template, mail.language) == (newcomer.account.email, "invitation", "nl")

    browser = world.browser()
    assert accept(browser, link).url == "/"
    assert browser.get(reverse("own_account")).status_code == 200
    assert log_in(world.browser(), newcomer.account.email, GOOD).status_code == 302

    assert accept(world.browser(), link, PASSWORD, PASSWORD).status_code == 404
    assert log_in(world.browser(), newcomer.account.email, PASSWORD).status_code == 200


def test_link_is_kept_as_a_hash_only(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    token = last_link()[1].strip("/").split("/")[-1]
    kept = Invitation.objects.get()
    assert re.fullmatch("[0-9a-f]{64}", kept.token_hash)
    assert token not in kept.token_hash


def test_link_leaves_the_address_bar(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    answer = world.browser().get(last_link()[1])
    assert (answer.status_code, answer.url) == (302, reverse("invitation"))


def test_link_stops_after_seven_days(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    link = last_link()[1]
    with fixed(at=now() + timedelta(days=7)):
        assert accept(world.browser(), link).status_code == 404


def test_new_link_replaces_the_one_before(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    first = last_link()[1]
    invite(world, coordinator, newcomer)
    assert accept(world.browser(), first).status_code == 404
    assert accept(world.browser(), last_link()[1]).status_code == 302


def shown(answer):
    return [line for line in answer.content.decode().splitlines() if "value=" not in line]


def test_wrong_used_and_old_links_get_one_answer(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    link = last_link()[1]
    accept(world.browser(), link)
    used, wrong = world.browser(), world.browser()
    used.get(link)
    wrong.get(reverse("invitation_link", args=["x" * 43]))
    one, other = used.get(reverse("invitation")), wrong.get(reverse("invitation"))
    assert (one.status_code, shown(one)) == (404, shown(other))


def test_weak_password_keeps_the_link_alive(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    browser, link = world.browser(), last_link()[1]
    answer = accept(browser, link, "too short", "too short")
    assert "at least 15 characters" in answer.content.decode()
    assert accept(browser, link).status_code == 302


def test_two_different_passwords_are_refused(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    assert "not the same" in accept(world.browser(), last_link()[1], again=PASSWORD).content.decode()


def test_accepting_ends_sessions_from_before(world, coordinator, newcomer):
    old = world.browser(newcomer)
    invite(world, coordinator, newcomer)
    accept(world.browser(), last_link()[1])
    assert old.get(reverse("own_account")).status_code == 302


def test_invitation_and_letter_are_journaled_without_contents(world, coordinator, newcomer):
    invite(world, coordinator, newcomer)
    accept(world.browser(), last_link()[1])
    lines = JournalLine.objects.filter(action__startswith="invitation.").order_by("at")
    assert [(line.action, line.details) for line in lines] == [
        ("invitation.send", {}),
        ("invitation.accept", {"password": True}),
    ]


def test_person_without_account_is_asked_for_an_address(world, coordinator):
    from startlijn.base.people import actions as people

    with world.here():
        person = people.add_person(by=world.operator, at=now(), given_name="Noor", family_name="Vos")
    assert invite(world, coordinator, person).status_code == 200
    assert invite(world, coordinator, person, email="noor@example.org").status_code == 302
    person.refresh_from_db()
    assert person.account.email == "noor@example.org"


def test_taken_address_is_refused(world, coordinator, newcomer):
    from startlijn.base.people import actions as people

    with world.here():
        person = people.add_person(by=world.operator, at=now(), given_name="Noor", family_name="Vos")
    answer = invite(world, coordinator, person, email=newcomer.account.email.upper())
    assert "has this address already" in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_stopping_an_account_logs_out_at_once(world, coordinator, newcomer):
    browser = world.browser(newcomer)
    assert browser.get(reverse("own_account")).status_code == 200
    world.browser(coordinator).post(reverse("access", args=[newcomer.pk]), {"close": "1"})
    assert browser.get(reverse("own_account")).status_code == 302


def test_opening_again_does_not_revive_sessions(world, coordinator, newcomer):
    browser, boss = world.browser(newcomer), world.browser(coordinator)
    boss.post(reverse("access", args=[newcomer.pk]), {"close": "1"})
    boss.post(reverse("access", args=[newcomer.pk]), {"reopen": "1"})
    assert browser.get(reverse("own_account")).status_code == 302
    assert Account.objects.get(pk=newcomer.account_id).is_active


def test_stopped_account_cannot_be_invited_or_use_a_link(world, coordinator, newcomer):
    boss = world.browser(coordinator)
    invite(world, coordinator, newcomer)
    link = last_link()[1]
    boss.post(reverse("access", args=[newcomer.pk]), {"close": "1"})
    assert accept(world.browser(), link).status_code == 404
    assert (
        "Open it again first"
        in boss.post(reverse("access", args=[newcomer.pk]), {"invite": "1"}).content.decode()
    )


def test_who_also_works_elsewhere_is_not_stopped_from_here(worlds, coordinator, newcomer):
    from startlijn.base.access.terms import Place, Role
    from startlijn.base.people import actions as people
    from tests.conftest import START

    world, other = worlds
    with other.here():
        people.give_role(
            by=other.operator,
            at=now(),
            person_id=newcomer.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=other.school.pk,
            started_on=START,
        )
    answer = world.browser(coordinator).post(reverse("access", args=[newcomer.pk]), {"close": "1"})
    assert "another partnership" in answer.content.decode()
    assert Account.objects.get(pk=newcomer.account_id).is_active


def test_access_page_is_for_who_manages_people(world, member, newcomer, another_world):
    page = reverse("access", args=[newcomer.pk])
    assert world.browser(member).get(page).status_code == 404
    stranger = another_world.person("coordinator")
    assert another_world.browser(stranger).get(page).status_code == 404
    assert another_world.browser(stranger).post(page, {"invite": "1"}).status_code == 404
    assert Invitation.objects.count() == 0
