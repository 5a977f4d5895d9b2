"""Entree Federatie: the login of Dutch primary, secondary and vocational schools (domain.md §5, login facts).

Always sent: uid (changes with the employer), givenName, eduPersonAffiliation, home organisation (BRIN).
A surname or an e-mail address comes only when the school agreed to it: they are asked once instead.
"""

from startlijn.base.accounts.providers.profile import Profile

_PREFIX = "urn:mace:dir:attribute-def:"

ENTREE_FEDERATIE = Profile(
    key="entree_federatie",
    label="Entree Federatie",
    subject=("uid", f"{_PREFIX}uid"),
    given_name=("givenName", f"{_PREFIX}givenName"),
    family_name=("sn", f"{_PREFIX}sn"),
    affiliation=("eduPersonAffiliation", f"{_PREFIX}eduPersonAffiliation"),
    organisation=("nlEduPersonHomeOrganizationBranchId", "nlEduPersonHomeOrganizationId"),
)
