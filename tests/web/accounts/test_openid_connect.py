"""Logging in through OpenID Connect: a provider played by the test, as SURFconext answers."""

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from startlijn.base.accounts.models import Account
from startlijn.base.accounts.providers import providers_from
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.models import Mail
from startlijn.base.tenancy import everywhere
from startlijn.web.accounts.adapters import IdentityAdapter
from tests.web.accounts.conftest import PASSWORD, log_in


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content):
        self.content = content

    def json(self):
        return self.content

    def raise_for_status(self):
        """All went well."""


class Provider:
    """Answers what an OpenID Connect provider answers, about one person."""

    def __init__(self, issuer):
        self.issuer = issuer
        self.claims = {"sub": "s1", "eduperson_affiliation": ["employee"], "email": "boss@example.org"}
        self.audience = "startlijn"

    def get(self, url, **_options):
        if "well-known" in url:
            ends = {name: f"{self.issuer}/{name}" for name in ("authorization", "token", "userinfo")}
            return Answer(
                {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
                | {f"{name}_endpoint": address for name, address in ends.items()}
            )
        return Answer(self.claims)

    def request(self, _method, _url, **_options):
        body = {"iss": self.issuer, "aud": self.audience, "sub": self.claims["sub"], "exp": 4_000_000_000}
        return Answer(
            {
                "access_token": "a",
                "token_type": "bearer",
                "id_token": jwt.encode(body, "k" * 32, algorithm="HS256"),
            }
        )

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        """Nothing to close."""


def variables(name):
    return {
        f"STARTLIJN_OIDC_{name}_ISSUER": f"https://{name.lower()}.example",
        f"STARTLIJN_OIDC_{name}_CLIENT_ID": "startlijn",
        f"STARTLIJN_OIDC_{name}_CLIENT_SECRET": "secret",
        f"STARTLIJN_OIDC_{name}_PROFILE": "surfconext",
    }


@pytest.fixture
def provider(settings, monkeypatch):
    known = variables("SURFCONEXT") | variables("OTHER")
    settings.SOCIALACCOUNT_PROVIDERS = providers_from(
        known, lambda name, default: known.get(name, default or "")
    )
    played = Provider("https://surfconext.example")
    monkeypatch.setattr(IdentityAdapter, "get_requests_session", lambda self: played)
    return played


def visit(browser, provider, name="surfconext", process="login"):
    """Go to the provider and come back; return the answer to coming back."""
    provider.issuer = f"https://{name}.example"
    start = reverse("openid_connect_login", args=[name])
    page = browser.post(f"{start}?process={process}")
    target = urlsplit(page.context["target"])
    assert target.netloc == f"{name}.example"
    state = parse_qs(target.query)["state"][0]
    return browser.get(reverse("openid_connect_callback", args=[name]), {"code": "c", "state": state})


@pytest.fixture
def connected(world, member, provider):
    """A member whose account is connected to the provider."""
    browser = world.browser()
    log_in(browser, member.account.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    visit(browser, provider, process="connect")
    return member


def test_going_elsewhere_is_a_page_and_not_a_redirect_of_a_form(world, provider):
    page = world.browser().post(reverse("openid_connect_login", args=["surfconext"]))
    assert page.status_code == 200
    assert 'http-equiv="refresh" content="0;url=https://surfconext.example/' in page.content.decode()
    assert "code_challenge" in page.context["target"]


def test_going_elsewhere_needs_a_button(world, provider):
    page = world.browser().get(reverse("openid_connect_login", args=["surfconext"]))
    assert "Go on to SURFconext" in page.content.decode()


def test_unknown_provider_does_not_exist(world, provider):
    assert world.browser().post(reverse("openid_connect_login", args=["google"])).status_code == 404


def test_connected_identity_opens_the_account(world, connected, provider):
    browser = world.browser()
    assert visit(browser, provider).url == "/"
    assert browser.get(reverse("own_account")).wsgi_request.actor.person_id == connected.pk


def test_unknown_identity_gets_no_account(world, provider, db):
    before = Account.objects.count()
    answer = visit(world.browser(), provider)
    assert "We do not know you yet" in answer.content.decode()
    assert (Account.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_same_e_mail_address_is_not_the_same_person(world, member, provider):
    provider.claims |= {"email": member.account.email, "email_verified": True}
    browser = world.browser()
    assert "We do not know you yet" in visit(browser, provider).content.decode()
    assert browser.get(reverse("own_account")).status_code == 302


def test_same_subject_at_another_provider_is_somebody_else(world, connected, provider):
    assert "We do not know you yet" in visit(world.browser(), provider, "other").content.decode()


def test_answer_for_another_client_is_refused(world, connected, provider):
    provider.audience = "another-client"
    assert visit(world.browser(), provider).status_code == 401


def test_answer_without_our_question_is_refused(world, connected, provider):
    back = reverse("openid_connect_callback", args=["surfconext"])
    assert world.browser().get(back, {"code": "c", "state": "made up"}).status_code == 401


def test_student_is_refused(world, connected, provider):
    provider.claims["eduperson_affiliation"] = ["student"]
    browser = world.browser()
    answer = visit(browser, provider)
    assert (answer.status_code, browser.get(reverse("own_account")).status_code) == (403, 302)
    assert "Startlijn is for staff" in answer.content.decode()


def test_student_who_also_works_is_welcome(world, connected, provider):
    provider.claims["eduperson_affiliation"] = ["student", "employee"]
    assert visit(world.browser(), provider).url == "/"


def test_little_is_stored_of_an_identity(connected):
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid) == ("surfconext", "s1")
    assert kept.extra_data == {"affiliation": ["employee"], "organisation": []}


def test_one_account_has_several_identities(world, connected, provider):
    browser = world.browser()
    log_in(browser, connected.account.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    provider.claims["sub"] = "s2"
    visit(browser, provider, "other", process="connect")
    assert SocialAccount.objects.filter(user=connected.account_id).count() == 2
    assert visit(world.browser(), provider, "other").url == "/"


def test_identity_of_somebody_else_is_not_taken_over(world, connected, provider, coordinator):
    browser = world.browser()
    log_in(browser, coordinator.account.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    visit(browser, provider, process="connect")
    assert SocialAccount.objects.get().user_id == connected.account_id
    page = browser.get(reverse("socialaccount_connections")).content.decode()
    assert "belongs to another account" in page


def test_identity_is_disconnected(world, connected, provider):
    browser = world.browser()
    log_in(browser, connected.account.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.count() == 0
    assert "We do not know you yet" in visit(world.browser(), provider).content.decode()


def test_last_way_in_is_not_disconnected(world, connected, provider):
    Account.objects.filter(pk=connected.account_id).update(password="!")
    browser = world.browser()
    visit(browser, provider)
    answer = browser.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert "only way in" in answer.content.decode()
    assert SocialAccount.objects.count() == 1


def test_stopped_account_stays_closed_for_the_provider(world, connected, provider, coordinator):
    world.browser(coordinator).post(reverse("access", args=[connected.pk]), {"close": "1"})
    browser = world.browser()
    visit(browser, provider)
    assert browser.get(reverse("own_account")).status_code == 302


def test_invited_person_logs_in_through_work(world, coordinator, provider):
    person = world.person("coach", "school", world.school.pk, name="Marleen")
    world.browser(coordinator).post(reverse("access", args=[person.pk]), {"invite": "1"})
    with everywhere("the outbox in a test"):
        link = Mail.objects.latest("created_at").context["link"]
    browser = world.browser()
    browser.get(link)
    assert "SURFconext" in browser.get(reverse("invitation")).content.decode()
    provider.claims["sub"] = "marleen"
    assert visit(browser, provider).url == "/"
    assert SocialAccount.objects.get().user_id == person.account_id
    line = JournalLine.objects.get(action="invitation.accept")
    assert (line.actor_id, line.details) == (str(person.pk), {"password": False})
    assert visit(world.browser(), provider).url == "/"


def test_invitation_is_not_used_by_an_identity_that_is_known(world, coordinator, connected, provider):
    person = world.person("coach", "school", world.school.pk, name="Marleen")
    world.browser(coordinator).post(reverse("access", args=[person.pk]), {"invite": "1"})
    with everywhere("the outbox in a test"):
        link = Mail.objects.latest("created_at").context["link"]
    browser = world.browser()
    browser.get(link)
    visit(browser, provider)
    assert browser.get(reverse("own_account")).wsgi_request.actor.person_id == connected.pk
    assert SocialAccount.objects.get().user_id == connected.account_id


def test_provider_that_asks_a_second_step_itself_counts(world, connected, provider, settings):
    settings.REQUIRE_MFA = True
    browser = world.browser()
    visit(browser, provider)
    assert browser.get(reverse("own_account")).url == reverse("mfa_index")
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][1]["settings"]["strong"] = True
    assert browser.get(reverse("own_account")).status_code == 200
