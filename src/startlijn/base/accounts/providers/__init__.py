"""Logins elsewhere: which ones are in use comes from the environment, what they say from a profile.

`STARTLIJN_OIDC_<NAME>_{ISSUER,CLIENT_ID,CLIENT_SECRET,LABEL}` and
`STARTLIJN_SAML_<NAME>_{METADATA_URL or METADATA_FILE,ENTITY_ID,LABEL,CERTIFICATE_FILE,PRIVATE_KEY_FILE}`.
`<NAME>` in small letters is part of the address and of every identity: it must not change later.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from startlijn.base.accounts.providers.entree_federatie import ENTREE_FEDERATIE
from startlijn.base.accounts.providers.profile import PLAIN, Profile
from startlijn.base.accounts.providers.surfconext import SURFCONEXT

PROFILES = {profile.key: profile for profile in (PLAIN, ENTREE_FEDERATIE, SURFCONEXT)}

# Reads one variable: (name, default) to its text; raises when it is missing and the default is None.
Read = Callable[[str, str | None], str]

_NAMED = re.compile(
    r"^STARTLIJN_(OIDC|SAML)_([A-Z0-9]+(?:_[A-Z0-9]+)*?)_(?:ISSUER|METADATA_URL|METADATA_FILE)$"
)


class UnknownProfileError(ValueError):
    """`STARTLIJN_…_PROFILE` names a profile that does not exist."""


def _profile(prefix: str, name: str, read: Read) -> Profile:
    key = read(f"{prefix}_PROFILE", name if name in PROFILES else PLAIN.key)
    if key not in PROFILES:
        known = ", ".join(sorted(PROFILES))
        raise UnknownProfileError(f"{prefix}_PROFILE is {key!r}; it can be: {known}.")
    return PROFILES[key]


def _strong(prefix: str, read: Read) -> bool:
    return read(f"{prefix}_STRONG", "0") == "1"


def _openid_connect(name: str, read: Read) -> dict[str, Any]:
    prefix = f"STARTLIJN_OIDC_{name.upper()}"
    profile = _profile(prefix, name, read)
    return {
        "provider_id": name,
        "name": read(f"{prefix}_LABEL", profile.label or name),
        "client_id": read(f"{prefix}_CLIENT_ID", None),
        "secret": read(f"{prefix}_CLIENT_SECRET", None),
        "settings": {
            "server_url": read(f"{prefix}_ISSUER", None),
            "token_auth_method": "client_secret_basic",
            "oauth_pkce_enabled": True,
            "scope": list(profile.scopes),
            "profile": profile.key,
            "strong": _strong(prefix, read),
        },
    }


def _identity_provider(prefix: str, read: Read) -> dict[str, str]:
    """Return where a SAML provider is and how it signs: from its address, or read from a file now."""
    entity_id = read(f"{prefix}_ENTITY_ID", "")
    if url := read(f"{prefix}_METADATA_URL", ""):
        return {"metadata_url": url, "entity_id": entity_id}
    # Late: only where SAML is used; its XML libraries take half a second to load.
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser

    found = Parser.parse(read(f"{prefix}_METADATA", None), entity_id=entity_id or None)["idp"]
    certificate = found.get("x509cert") or found["x509certMulti"]["signing"][0]
    return {
        "entity_id": found["entityId"],
        "sso_url": found["singleSignOnService"]["url"],
        "x509cert": certificate,
    }


def _saml(name: str, read: Read) -> dict[str, Any]:
    prefix = f"STARTLIJN_SAML_{name.upper()}"
    profile = _profile(prefix, name, read)
    advanced: dict[str, Any] = {
        "strict": True,
        "want_assertion_signed": True,
        "reject_deprecated_algorithm": True,
        "reject_idp_initiated_sso": True,
    }
    if key := read(f"{prefix}_PRIVATE_KEY", ""):
        advanced |= {
            "private_key": key,
            "x509cert": read(f"{prefix}_CERTIFICATE", None),
            "authn_request_signed": True,
            "metadata_signed": True,
        }
    return {
        "provider_id": name,
        "name": read(f"{prefix}_LABEL", profile.label or name),
        "client_id": name,
        "settings": {
            "idp": _identity_provider(prefix, read),
            "attribute_mapping": profile.mapping(),
            "advanced": advanced,
            "profile": profile.key,
            "strong": _strong(prefix, read),
        },
    }


def providers_from(names: Iterable[str], read: Read) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return allauth's `SOCIALACCOUNT_PROVIDERS` for the variables in `names`, read with `read`."""
    found = sorted({match.groups() for match in map(_NAMED.match, names) if match})
    return {
        "openid_connect": {
            "APPS": [_openid_connect(name.lower(), read) for kind, name in found if kind == "OIDC"]
        },
        "saml": {"APPS": [_saml(name.lower(), read) for kind, name in found if kind == "SAML"]},
    }
