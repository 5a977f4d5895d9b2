"""SURFconext: the login of universities and universities of applied sciences (domain.md §5, login facts).

The subject is pairwise: another service sees another one. Affiliation is a list.
"""

from startlijn.base.accounts.providers.profile import Profile

SURFCONEXT = Profile(
    key="surfconext",
    label="SURFconext",
    subject=("urn:oasis:names:tc:SAML:attribute:subject-id", "urn:mace:surf.nl:attribute-def:eduid"),
    given_name=("given_name", "urn:mace:dir:attribute-def:givenName"),
    family_name=("family_name", "urn:mace:dir:attribute-def:sn"),
    affiliation=("eduperson_affiliation", "urn:mace:dir:attribute-def:eduPersonAffiliation"),
    organisation=("schac_home_organization", "urn:mace:terena.org:attribute-def:schacHomeOrganization"),
)
