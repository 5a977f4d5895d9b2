"""`startlijn people merge`: look first, then one; what stands in the way is said."""

import json

import pytest

from startlijn.base.people.models import Person
from startlijn.cli.main import main


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def two(world):
    return world.person("coach", "school", world.school.pk), world.person("starter")


def test_without_apply_nothing_is_written(two, capsys):
    keep, gone = two
    assert main(["people", "merge", keep.account.email, gone.account.email]) == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert Person.objects.get(pk=gone.pk).merged_into_id is None


def test_applied_the_two_are_one(two, capsys):
    keep, gone = two
    assert main(["people", "merge", str(keep.pk), gone.account.email, "--apply", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "applied": True,
        "keep": str(keep.pk),
        "gone": str(gone.pk),
        "lines": 0,
        "guided": 0,
        "email": keep.account.email,
    }
    assert Person.objects.get(pk=gone.pk).merged_into_id == keep.pk


@pytest.mark.parametrize("who", ["nobody@example.org", "same"])
def test_who_is_not_there_is_said(two, capsys, who):
    keep = two[0].account.email
    assert main(["people", "merge", keep, keep if who == "same" else who]) == 2
    assert "There are no two people with these addresses." in capsys.readouterr().err


def test_refusal_has_a_code_of_its_own(two, capsys, monkeypatch):
    from startlijn.domain.guidance.queries import mergers
    from startlijn.domain.guidance.terms import OwnCoachError

    monkeypatch.setattr(mergers, "why_not_one", lambda *given: OwnCoachError())
    keep, gone = two
    assert main(["people", "merge", keep.account.email, gone.account.email, "--apply"]) == 1
    assert "Nobody can be their own coach." in capsys.readouterr().err
