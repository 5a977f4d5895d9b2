"""A page asks the database as often for twelve rows as for four, and seldom (performance.md, the budget).

The addresses come from the resolver: a new page is counted the moment it exists. A page about one row takes
that row from `Grown`; `test_every_page_is_counted` names the pages of which it does not know the row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tools.addresses import Address, addresses

from startlijn.base.privacy.queries import recorded
from startlijn.base.seams import fixed, now
from tests.matrix.objects import FOLLOWS, ROWS, VALUES
from tests.web.grown import ROLES, Grown

pytestmark = pytest.mark.django_db

FEW, MANY = 4, 12
HOME, PAGE = 17, 15  # the first page asks each capability once what waits
# Pages that may ask more, each with the reason.
MORE = {
    "rights:own_data": PAGE + 2 * len(recorded()),  # for each table that may hold something
    "rights:own_table": PAGE + 10,  # one for each way along which somebody may read it
    # One query, or two, for each table: what is due in it, and what is about somebody.
    "privacy:due": PAGE + len(recorded()),
    "privacy:person": PAGE + 2 * len(recorded()),
    "privacy:carry_out": PAGE + 2 * len(recorded()),
}
# What must be asked along, to see anything.
ASKED = {"api:search_registry": "?q=register", "groups:why": "?other={other}"}
# Pages that nobody in the partnership sees, each with the reason.
_AGAIN = "Asks for the password again, and nobody has one; it lists nothing."
UNSEEN = {
    "account_reauthenticate": _AGAIN,
    "account_change_password": _AGAIN,
    "mfa_reauthenticate": _AGAIN,
    "mfa_reauthenticate_webauthn": _AGAIN,
    "mfa_deactivate_totp": "About the app with codes, which nobody has; it lists nothing.",
    "mfa_view_recovery_codes": "About recovery codes, which nobody has: ten, in one row.",
    "people:merge": "About two people; counted in people/test_merging.py.",
    "mfa_remove_webauthn": "About one passkey of one's own.",
    "mfa_edit_webauthn": "About one passkey of one's own.",
}
# Pages of which the figures would say nothing if they did not grow with the rows.
GROWING = (
    *("home", "own_account", "tokens", "rights:holders", "instruments:library"),
    *("people:people", "people:person", "organisations:schools", "organisations:school"),
    *("organisations:boards", "organisations:board", "organisations:sub_regions"),
    *("organisations:imports", "organisations:import", "organisations:school_add"),
    *("groups:rounds", "groups:round", "groups:own", "groups:published", "groups:proposal", "groups:move"),
    *("api:list_schools", "api:list_boards", "api:list_sub_regions", "api:search_registry"),
    *("api:list_people", "api:list_rounds", "api:get_round", "api:list_sign_ups", "api:list_proposals"),
    *("api:get_proposal", "api:get_publication", "api:list_groups"),
)
# Pages of which the tables grow in tests of their own, by namespace.
APART = {
    "assessment": "assessment/test_counts.py",
    "calendar": "calendar/test_pages.py",
    "courses": "courses/test_counts.py",
    "dossier": "dossier/test_counts.py",
    "emergency": "emergency/test_pages.py",
    "guidance": "guidance/test_counts.py",
    "induction": "induction/test_pages.py",
    "knowledge": "knowledge/test_counts.py",
    "ledger": "knowledge/test_counts.py",
    "meetings": "meetings/test_pages.py",
    "networks": "networks/test_pages.py",
    "intervision": "intervision/test_pages.py",
    "observations": "observations/test_pages.py",
    "plg": "plg/test_pages.py",
    "review": "review/test_pages.py",
    "starters": "starters/test_pages.py",
}
# The same for single addresses.
COUNTED_APART = {
    "privacy:carry_out": "privacy/test_pages.py",
    "api:get_programme": "../api/test_query_counts.py",
    "api:get_programme_version": "../api/test_query_counts.py",
    "api:get_line": "../api/test_query_counts.py",
    "api:get_observation": "../api/test_lessons.py",
}
SPACES = {address.name.partition(":")[0] for address in addresses()}
PAGES = [
    address
    for address in addresses()
    if "GET" in address.verbs
    and address.door("GET").permission is not None
    and address.name.partition(":")[0] not in APART
    and address.name not in COUNTED_APART
]


@dataclass
class Counts:
    """How many queries each page asked, by role, and how long it was; `unknown` have no row to show."""

    asked: dict[str, dict[str, int]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def _known(table: dict[str, Any], address: Address, argument: str) -> Any:
    space = address.name.rpartition(":")[0]
    names = (f"{address.name}.{argument}", f"{space}.{argument}", argument)
    return next((table[name] for name in names if name in table), None)


def _url(grown: Grown, address: Address) -> str:
    """Fill in the arguments of an address. Raises `KeyError` for one that is not known."""
    given: dict[str, Any] = {}
    row: Any = None
    for argument in address.arguments:
        model, values = _known(ROWS, address, argument), _known(VALUES, address, argument)
        if values is not None:
            given[argument] = values[0]
        elif _known(FOLLOWS, address, argument) is None:
            if model is None:
                raise KeyError(argument)
            row = grown.row(model, address.name)
            given[argument] = row.pk
    for argument in set(address.arguments) - given.keys():
        given[argument] = _known(FOLLOWS, address, argument)(row)
    return reverse(address.name, kwargs=given) + ASKED.get(address.name, "").format(other=grown.schools[0].pk)


def _counts(grown: Grown) -> Counts:
    """Count the queries of every page for everybody who may see it, when it was opened before."""
    found = Counts()
    for address in PAGES:
        try:
            url = _url(grown, address)
        except KeyError:
            found.unknown.append(address.name)
            continue
        asked = found.asked[address.name] = {}
        for role in ROLES:
            token = {"Authorization": f"Bearer {grown.tokens[role]}"} if address.is_operation else {}
            # The last use of a session is written once a minute: no minute may pass in between.
            with fixed(at=now(), seed=1):
                answer = grown.browsers[role].get(url, headers=token)
                if answer.status_code != 200:
                    continue
                with CaptureQueriesContext(connection) as queries:
                    grown.browsers[role].get(url, headers=token)
            asked[role] = len(queries)
            found.longest[address.name] = max(len(answer.content), found.longest.get(address.name, 0))
    return found


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Counts, Counts]]:
    """Count every page, with few rows of everything and with many."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield _counts(Grown("few", FEW)), _counts(Grown("many", MANY))
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [address.name for address in PAGES])
def test_page_asks_as_often_for_many_rows_as_for_few(counts, name):
    few, many = counts
    assert many.asked.get(name) == few.asked.get(name)


@pytest.mark.parametrize("name", [address.name for address in PAGES])
def test_page_stays_within_its_budget(counts, name):
    most = MORE.get(name, HOME if name == "home" else PAGE)
    asked = counts[1].asked.get(name, {})
    assert {role: count for role, count in asked.items() if count > most} == {}


@pytest.mark.parametrize("name", GROWING)
def test_list_is_longer_for_many_rows(counts, name):
    few, many = counts
    assert many.longest[name] > few.longest[name] + MANY


def test_every_page_is_counted(counts):
    _few, many = counts
    unseen = [name for name, asked in many.asked.items() if not asked and name not in UNSEEN]
    assert (many.unknown, unseen) == ([], [])


@pytest.mark.parametrize(
    "path",
    sorted({*COUNTED_APART.values(), *(path for space, path in APART.items() if space in SPACES)}),
)
def test_pages_that_grow_elsewhere_are_counted_there(path):
    text = (Path(__file__).parent / path).read_text(encoding="utf-8")
    assert any(word in text for word in ("CaptureQueriesContext", "num_queries", "counted("))
