"""Addresses of getting in. Every view of allauth that we use stands here, behind a door of ours.

What is not listed (signing up, managing addresses, codes by mail) does not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.urls import URLPattern, path, re_path

from startlijn.web.accounts.views import demo, entrance, invitations, own, tokens
from startlijn.web.accounts.views.entrance import leaving, saml_view, wiping
from startlijn.web.doors import open_door, own_door

_visitor = open_door("Somebody who logs in is not logged in yet.", "GET", "POST")
_reader = open_door("Somebody who logs in is not logged in yet.")
_machine = open_door("The identity provider calls it; what it says is signed.", "GET", "POST")
_owner = own_door("GET", "POST")
_shown = own_door("GET")

urlpatterns = [
    path("in/", _visitor(account.login), name="account_login"),
    path("in/out/", _visitor(wiping(account.logout)), name="account_logout"),
    path("in/no-account/", entrance.no_account, name="account_signup"),
    path("in/stopped/", _reader(account.account_inactive), name="account_inactive"),
    path("in/again/", _owner(account.reauthenticate), name="account_reauthenticate"),
    path("in/password/", _owner(account.password_change), name="account_change_password"),
    path("in/password/first/", _owner(account.password_set), name="account_set_password"),
    path("in/password/forgotten/", _visitor(account.password_reset), name="account_reset_password"),
    path(
        "in/password/forgotten/sent/",
        _reader(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "in/password/new/done/",
        _reader(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^in/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _visitor(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("in/code/", _visitor(mfa.authenticate), name="mfa_authenticate"),
    path("in/code/again/", _owner(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("in/second-step/", _shown(mfa.index), name="mfa_index"),
    path("in/second-step/app/", _owner(app.activate_totp), name="mfa_activate_totp"),
    path("in/second-step/app/remove/", _owner(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("in/second-step/recovery/", _shown(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "in/second-step/recovery/new/",
        _owner(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("in/passkey/", _visitor(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("in/passkey/again/", _owner(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("in/passkeys/", _shown(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("in/passkeys/add/", _owner(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("in/passkeys/<int:pk>/remove/", _owner(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("in/passkeys/<int:pk>/name/", _owner(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("in/elsewhere/", _owner(elsewhere.connections), name="socialaccount_connections"),
    path("in/elsewhere/stopped/", _reader(elsewhere.login_cancelled), name="socialaccount_login_cancelled"),
    path("in/elsewhere/failed/", _reader(elsewhere.login_error), name="socialaccount_login_error"),
    path("in/oidc/<slug:provider_id>/", _visitor(leaving(openid_connect.login)), name="openid_connect_login"),
    path(
        "in/oidc/<slug:provider_id>/back/", _machine(openid_connect.callback), name="openid_connect_callback"
    ),
    path("in/saml/<slug:organization_slug>/", _visitor(leaving(saml_view("login"))), name="saml_login"),
    path("in/saml/<slug:organization_slug>/acs/", _machine(saml_view("acs")), name="saml_acs"),
    path(
        "in/saml/<slug:organization_slug>/acs/finish/",
        _machine(saml_view("finish_acs")),
        name="saml_finish_acs",
    ),
    path("in/saml/<slug:organization_slug>/sls/", _machine(saml_view("sls")), name="saml_sls"),
    path("in/saml/<slug:organization_slug>/metadata/", _machine(saml_view("metadata")), name="saml_metadata"),
    path("in/invitation/", invitations.accept, name="invitation"),
    path("in/invitation/<str:token>/", invitations.link, name="invitation_link"),
    path("people/<uuid:pk>/access/", invitations.access, name="access"),
    path("me/", own.own_account, name="own_account"),
    path("me/out-everywhere/", own.end_sessions, name="end_sessions"),
    path("me/partnership/", own.choose_partnership, name="choose_partnership"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/new/", tokens.new_token, name="new_token"),
    path("me/tokens/<uuid:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
]


def demo_addresses(demo_mode: bool) -> list[URLPattern]:
    """Return the addresses of "log in as": none at all outside demo mode."""
    if not demo_mode:
        return []
    return [
        path("demo/", demo.personas, name="demo"),
        path("demo/become/", demo.become, name="demo_become"),
    ]


urlpatterns += demo_addresses(settings.DEMO)
