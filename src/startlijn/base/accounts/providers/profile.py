"""What a login elsewhere tells about a person, and under which names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The attribute names of one federation, best first.

    `subject` identifies the person at that provider (SAML; OpenID Connect always uses `sub`);
    `affiliation` says student, employee, staff, faculty or affiliate; `organisation` is the school or
    institute. `scopes` are asked for with OpenID Connect. Values arrive as one text or as a list.
    """

    key: str
    label: str
    subject: tuple[str, ...]
    given_name: tuple[str, ...]
    family_name: tuple[str, ...]
    affiliation: tuple[str, ...]
    organisation: tuple[str, ...]
    scopes: tuple[str, ...] = ("openid",)

    def mapping(self) -> dict[str, list[str]]:
        """Return the names in the form allauth's SAML provider wants. No e-mail: it never identifies."""
        return {
            "uid": list(self.subject),
            "first_name": list(self.given_name),
            "last_name": list(self.family_name),
        }

    def affiliations(self, attributes: Mapping[str, object]) -> list[str]:
        """Return every affiliation the provider sent, in small letters."""
        return [value.lower() for value in values(attributes, self.affiliation)]

    def kept(self, attributes: Mapping[str, object]) -> dict[str, list[str]]:
        """Return the little that is stored of an identity: affiliation and organisation, nothing else."""
        return {
            "affiliation": self.affiliations(attributes),
            "organisation": values(attributes, self.organisation),
        }


def values(attributes: Mapping[str, object], names: Iterable[str]) -> list[str]:
    """Return all values under any of the names; OpenID Connect puts them one level down."""
    levels = [attributes, *(inner for inner in attributes.values() if isinstance(inner, Mapping))]
    found: list[str] = []
    for level in levels:
        for name in names:
            value = level.get(name)
            items = value if isinstance(value, list | tuple) else [value]
            found += [item for item in items if isinstance(item, str) and item not in found]
    return found


PLAIN = Profile(
    key="plain",
    label="",
    subject=("urn:oasis:names:tc:SAML:attribute:subject-id", "urn:oasis:names:tc:SAML:attribute:pairwise-id"),
    given_name=("givenName", "given_name", "urn:oid:2.5.4.42"),
    family_name=("sn", "family_name", "urn:oid:2.5.4.4"),
    affiliation=("eduPersonAffiliation", "eduperson_affiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.1"),
    organisation=("schacHomeOrganization", "schac_home_organization"),
)
