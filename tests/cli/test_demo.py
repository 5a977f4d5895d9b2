"""`startlijn demo`."""

import json

import pytest

from startlijn.cli.main import main
from startlijn.demo.load import Summary


@pytest.fixture(autouse=True)
def summary(monkeypatch: pytest.MonkeyPatch) -> Summary:
    """What loading tells; that loading works is tested where it lives."""
    told = Summary(38, 95, 5, 18, 120, "De Druppelsteen", 120, 8640)
    monkeypatch.setattr("startlijn.demo.load.load", lambda *, at: told)
    return told


def test_demo_prints_its_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "boards": 38,
        "schools": 95,
        "sub_regions": 5,
        "personas": 18,
        "starters": 120,
        "example_school": "De Druppelsteen",
        "trajectories": 120,
        "ticks": 8640,
    }


def test_demo_prints_a_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(["demo"]) == 0
    assert capsys.readouterr().out == (
        "38 boards, 95 schools in 5 sub-regions, 120 starters and 18 personas. Look up: De Druppelsteen.\n"
    )
