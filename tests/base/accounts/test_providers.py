"""Logins elsewhere, described by the environment."""

import pytest

from startlijn.base.accounts.providers import (
    ENTREE_FEDERATIE,
    SURFCONEXT,
    UnknownProfileError,
    providers_from,
)
from startlijn.base.accounts.providers.profile import PLAIN

METADATA = """<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/saml">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
      <ds:X509Data><ds:X509Certificate>QUJD</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
      Location="https://idp.example/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"""


def found(variables):
    def read(name, default):
        value = variables.get(name, default)
        if value is None:
            raise KeyError(name)
        return value

    return providers_from(variables, read)


OIDC = {
    "STARTLIJN_OIDC_SURFCONEXT_ISSUER": "https://connect.test.surfconext.nl",
    "STARTLIJN_OIDC_SURFCONEXT_CLIENT_ID": "startlijn",
    "STARTLIJN_OIDC_SURFCONEXT_CLIENT_SECRET": "secret",
}


def test_nothing_in_the_environment_gives_no_providers():
    assert found({}) == {"openid_connect": {"APPS": []}, "saml": {"APPS": []}}


def test_openid_connect_takes_its_profile_from_its_name():
    app = found(OIDC)["openid_connect"]["APPS"][0]
    assert (app["provider_id"], app["name"], app["settings"]["profile"]) == (
        "surfconext",
        "SURFconext",
        "surfconext",
    )
    assert app["settings"]["scope"] == ["openid"]
    assert app["settings"]["oauth_pkce_enabled"] is True


def test_missing_secret_is_noticed():
    with pytest.raises(KeyError, match="STARTLIJN_OIDC_SURFCONEXT_CLIENT_SECRET"):
        found({name: value for name, value in OIDC.items() if not name.endswith("SECRET")})


def test_unknown_profile_is_noticed():
    with pytest.raises(UnknownProfileError, match="entree_federatie, plain, surfconext"):
        found(OIDC | {"STARTLIJN_OIDC_SURFCONEXT_PROFILE": "facebook"})


def test_saml_reads_metadata_from_a_file():
    app = found(
        {
            "STARTLIJN_SAML_ENTREE_FEDERATIE_METADATA_FILE": "metadata.xml",
            "STARTLIJN_SAML_ENTREE_FEDERATIE_METADATA": METADATA,
            "STARTLIJN_SAML_ENTREE_FEDERATIE_LABEL": "Onze school",
        }
    )["saml"]["APPS"][0]
    assert (app["client_id"], app["name"]) == ("entree_federatie", "Onze school")
    assert app["settings"]["idp"] == {
        "entity_id": "https://idp.example/saml",
        "sso_url": "https://idp.example/sso",
        "x509cert": "QUJD",
    }


def test_saml_always_wants_signed_assertions_that_it_asked_for():
    app = found({"STARTLIJN_SAML_X_METADATA_URL": "https://idp.example/metadata"})["saml"]["APPS"][0]
    advanced = app["settings"]["advanced"]
    assert (advanced["want_assertion_signed"], advanced["reject_idp_initiated_sso"]) == (True, True)


@pytest.mark.parametrize("profile", [PLAIN, ENTREE_FEDERATIE, SURFCONEXT])
def test_no_profile_identifies_by_e_mail(profile):
    named = [*profile.subject, *profile.mapping()]
    assert [name for name in named if "mail" in name.lower()] == []


def test_entree_sends_lists_and_only_a_little_is_kept():
    sent = {
        "uid": ["abc@school"],
        "givenName": ["Noor"],
        "eduPersonAffiliation": ["Employee"],
        "nlEduPersonHomeOrganizationBranchId": ["11ZZ03"],
        "mail": ["noor@school.example"],
    }
    assert ENTREE_FEDERATIE.kept(sent) == {"affiliation": ["employee"], "organisation": ["11ZZ03"]}


def test_surfconext_sends_claims_one_level_down():
    sent = {
        "userinfo": {
            "sub": "x",
            "eduperson_affiliation": ["employee", "student"],
            "schac_home_organization": "hogeschool.example",
        }
    }
    assert SURFCONEXT.kept(sent) == {
        "affiliation": ["employee", "student"],
        "organisation": ["hogeschool.example"],
    }
