"""Logging in through SAML: a provider played by the test, as Entree Federatie answers."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from django.urls import reverse
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

from startlijn.base.accounts.providers import providers_from

HOST = "startlijn.example"  # python3-saml wants a host with a dot
IDP = "https://idp.example/saml"
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
  xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="r{number}" Version="2.0" IssueInstant="{now}"
  Destination="{acs}" InResponseTo="{question}"><saml:Issuer>{idp}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  {assertion}</samlp:Response>"""
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a{number}" Version="2.0"
  IssueInstant="{now}"><saml:Issuer>{idp}</saml:Issuer>
  <saml:Subject><saml:NameID
    Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">t{number}</saml:NameID>
  <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
    NotOnOrAfter="{later}" Recipient="{acs}" InResponseTo="{question}"/></saml:SubjectConfirmation>
  </saml:Subject>
  <saml:Conditions NotBefore="{before}" NotOnOrAfter="{later}"><saml:AudienceRestriction>
    <saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
  <saml:AuthnStatement AuthnInstant="{now}" SessionIndex="s{number}"><saml:AuthnContext>
    <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport
    </saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
  <saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"""
ATTRIBUTE = (
    """<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>"""
)


def key_and_certificate():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, start, start + timedelta(days=3650))
    ).sign(key, hashes.SHA256())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


KEY, CERTIFICATE = key_and_certificate()
OTHER_KEY, OTHER_CERTIFICATE = key_and_certificate()


class Provider:
    """Signs what it says about one person; each part can be made wrong."""

    def __init__(self):
        self.attributes = {
            "uid": "h4sh@school",
            "givenName": "Noor",
            "eduPersonAffiliation": "employee",
            "nlEduPersonHomeOrganizationId": "11ZZ",
        }
        self.key, self.certificate, self.signed = KEY, CERTIFICATE, True
        self.audience = f"http://{HOST}/in/saml/entree_federatie/metadata/"
        self.number = 0

    def answer(self, question):
        """Return the form field with which a browser comes back."""
        self.number += 1
        at = datetime.now(UTC)
        values = {
            "number": self.number,
            "question": question,
            "idp": IDP,
            "acs": f"http://{HOST}/in/saml/entree_federatie/acs/",
            "audience": self.audience,
            "now": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "before": f"{at - timedelta(minutes=2):%Y-%m-%dT%H:%M:%SZ}",
            "later": f"{at + timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}",
            "attributes": "".join(ATTRIBUTE.format(name=n, value=v) for n, v in self.attributes.items()),
        }
        assertion = ASSERTION.format(**values)
        if self.signed:
            assertion = Utils.add_sign(
                assertion, self.key, self.certificate, False, Constants.RSA_SHA256, Constants.SHA256
            ).decode()
        whole = RESPONSE.format(assertion=assertion, **values)
        return base64.b64encode(whole.encode()).decode()


@pytest.fixture
def provider(settings):
    settings.ALLOWED_HOSTS = [HOST]
    certificate = "".join(CERTIFICATE.strip().splitlines()[1:-1])
    metadata = f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{IDP}">
      <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
      <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
      <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
        Location="https://idp.example/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>"""
    known = {
        "STARTLIJN_SAML_ENTREE_FEDERATIE_METADATA_FILE": "metadata.xml",
        "STARTLIJN_SAML_ENTREE_FEDERATIE_METADATA": metadata,
        "STARTLIJN_SAML_ENTREE_FEDERATIE_CERTIFICATE": OTHER_CERTIFICATE,
        "STARTLIJN_SAML_ENTREE_FEDERATIE_PRIVATE_KEY": OTHER_KEY,
    }
    settings.SOCIALACCOUNT_PROVIDERS = providers_from(
        known, lambda name, default: known.get(name, default or "")
    )
    return Provider()


@pytest.fixture
def connected(member, provider):
    SocialAccount.objects.create(user=member.account, provider="entree_federatie", uid="h4sh@school")
    return member


def browser():
    return Client(HTTP_HOST=HOST, headers={"accept-language": "en"})


def address(name):
    return reverse(name, args=["entree_federatie"])


def question_of(page):
    """Return the id of the question that went to the provider."""
    sent = parse_qs(urlsplit(page.context["target"]).query)["SAMLRequest"][0]
    return ElementTree.fromstring(zlib.decompress(base64.b64decode(sent), -15)).get("ID")


def come_back(visitor, response):
    visitor.post(address("saml_acs"), {"SAMLResponse": response})
    return visitor.get(address("saml_finish_acs"))


def visit(visitor, provider):
    page = visitor.post(address("saml_login"))
    return come_back(visitor, provider.answer(question_of(page)))


def inside(visitor):
    return visitor.get(reverse("own_account")).status_code == 200


def test_connected_identity_opens_the_account(connected, provider):
    visitor = browser()
    assert visit(visitor, provider).url == "/"
    assert inside(visitor)


def test_question_is_signed(provider, db):
    page = browser().post(address("saml_login"))
    asked = parse_qs(urlsplit(page.context["target"]).query)
    assert asked["SigAlg"] == [Constants.RSA_SHA256]
    assert asked["Signature"]


def test_metadata_tells_where_answers_go_and_that_they_must_be_signed(provider, db):
    text = browser().get(address("saml_metadata")).content.decode()
    assert f"http://{HOST}/in/saml/entree_federatie/acs/" in text
    assert 'WantAssertionsSigned="true"' in text
    assert 'AuthnRequestsSigned="true"' in text


def test_unsigned_answer_is_refused(connected, provider):
    provider.signed = False
    visitor = browser()
    assert (visit(visitor, provider).status_code, inside(visitor)) == (401, False)


def test_answer_signed_by_somebody_else_is_refused(connected, provider):
    provider.key, provider.certificate = OTHER_KEY, OTHER_CERTIFICATE
    visitor = browser()
    assert (visit(visitor, provider).status_code, inside(visitor)) == (401, False)


def test_answer_for_another_service_is_refused(connected, provider):
    provider.audience = "https://another.example/"
    visitor = browser()
    assert (visit(visitor, provider).status_code, inside(visitor)) == (401, False)


def test_answer_changed_on_the_way_is_refused(connected, provider):
    visitor = browser()
    page = visitor.post(address("saml_login"))
    whole = base64.b64decode(provider.answer(question_of(page)))
    forged = base64.b64encode(whole.replace(b"h4sh@school", b"boss@school")).decode()
    assert (come_back(visitor, forged).status_code, inside(visitor)) == (401, False)


def test_same_answer_opens_once(connected, provider):
    visitor = browser()
    page = visitor.post(address("saml_login"))
    answer = provider.answer(question_of(page))
    assert come_back(visitor, answer).url == "/"
    visitor.post(reverse("account_logout"))
    assert come_back(visitor, answer).status_code == 403
    assert not inside(visitor)


def test_answer_to_somebody_elses_question_is_refused(connected, provider):
    victim, thief = browser(), browser()
    page = victim.post(address("saml_login"))
    come_back(thief, provider.answer(question_of(page)))
    assert not inside(thief)


def test_answer_that_nobody_asked_for_is_refused(connected, provider):
    visitor = browser()
    come_back(visitor, provider.answer(""))
    assert not inside(visitor)


def test_unknown_subject_gets_no_account(connected, provider):
    provider.attributes["uid"] = "another@school"
    visitor = browser()
    assert "We do not know you yet" in visit(visitor, provider).content.decode()
    assert SocialAccount.objects.count() == 1


def test_pupil_is_refused(connected, provider):
    provider.attributes["eduPersonAffiliation"] = "student"
    visitor = browser()
    assert (visit(visitor, provider).status_code, inside(visitor)) == (403, False)


def test_provider_may_post_from_its_own_page_and_nobody_else(db):
    visitor = Client(enforce_csrf_checks=True)
    refused = [
        name
        for name in ("saml_login", "saml_acs", "saml_finish_acs", "saml_sls", "saml_metadata")
        if visitor.post(reverse(name, args=["nowhere"])).status_code == 403
    ]
    assert refused == ["saml_login", "saml_finish_acs", "saml_metadata"]
