"""`startlijn invite`: an empty installation gets its first partnership and coordinator."""

import pytest

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import RoleAssignment
from startlijn.base.tenancy import everywhere
from startlijn.cli.main import main

pytestmark = pytest.mark.django_db
ARGUMENTS = ["invite", "--partnership", "De Brug", "--email", "noor@example.org", "--given-name", "Noor"]


def test_first_coordinator_gets_a_link_that_opens_the_account(capsys, client):
    assert main(ARGUMENTS) == 0
    link = capsys.readouterr().out.strip()
    page = client.get(link.replace("http://localhost:8000", ""), follow=True)
    assert (page.status_code, "noor@example.org" in page.content.decode()) == (200, True)


def test_second_person_joins_the_same_partnership(capsys):
    main(ARGUMENTS)
    main([*ARGUMENTS[:4], "bram@example.org", "--given-name", "Bram"])
    with everywhere("a test"):
        held = RoleAssignment.objects.values_list("role", flat=True)
        assert (Partnership.objects.count(), list(held)) == (1, ["coordinator", "coordinator"])


def test_address_that_is_taken_changes_nothing(capsys):
    main(ARGUMENTS)
    code = main([*ARGUMENTS[:2], "Another", *ARGUMENTS[3:]])
    assert (code, Partnership.objects.count()) == (2, 1)
