"""The packaged instruments: complete in both languages, in the shape of the seeds."""

import pytest
from django.utils import translation

from startlijn.content.instruments import (
    BadInstrumentError,
    FaultCode,
    instrument,
    packaged_instruments,
    read_packaged,
)
from tests.content.instruments.samples import GOOD

SIZES = {
    "competence-profile.2026-1": (5, 18),
    "culture-scan.2026-1": (1, 7),
    "flow.2026-1": (1, 2),
    "growth-model.2026-1": (3, 3),
    "icalt-format.2026-1": (7, 35),
    "induction-scan.2026-1": (2, 10),
    "lesson-observation.2026-1": (7, 27),
    "motivation-pulse.2026-1": (3, 6),
    "research-criteria.2026-1": (3, 3),
}


def test_packaged_instruments_have_the_size_of_their_source():
    assert {each.id: (len(each.parts), each.size) for each in packaged_instruments()} == SIZES


def test_instrument_is_found_by_its_id():
    assert instrument("flow.2026-1").key == "flow"


def test_unknown_instrument_is_no_instrument():
    with pytest.raises(KeyError):
        instrument("flow.1999-1")


def test_competence_profile_has_the_three_stages_in_every_indicator():
    profile = instrument("competence-profile.2026-1")
    assert [option.label.nl for option in profile.scale] == ["Startbekwaam", "Basisbekwaam", "Vakbekwaam"]
    assert [part.key for part in profile.parts] == [
        *("didactics", "management", "materials", "assessment", "pedagogy"),
    ]
    for item in profile.items:
        told = [level.descriptor and level.descriptor.nl for level in item.levels]
        assert len(set(told)) == 3, item.key


def test_growth_model_describes_four_phases_of_three_themes():
    growth = instrument("growth-model.2026-1")
    assert [len(item.levels) for item in growth.items] == [4, 4, 4]


def test_only_the_form_of_icalt_is_shipped():
    icalt = instrument("icalt-format.2026-1")
    assert (icalt.format_only, icalt.trained_only, list(icalt.items)) == (True, True, [])
    assert [part.size for part in icalt.parts] == [4, 4, 7, 7, 4, 6, 3]


def test_half_of_the_pulse_is_turned_around():
    assert [item.reverse for item in instrument("motivation-pulse.2026-1").items] == [False, True] * 3


@pytest.mark.parametrize("each", packaged_instruments(), ids=lambda each: each.id)
def test_dutch_and_english_differ(each):
    texts = [each.title, each.introduction, *(item.text for item in each.items)]
    assert [text.nl for text in texts if text.nl == text.en] == []


@pytest.mark.parametrize("each", packaged_instruments(), ids=lambda each: each.id)
def test_no_dash_or_formal_address_stands_in_a_text(each):
    dutch = [each.introduction.nl, *(item.text.nl for item in each.items)]
    dutch += [level.descriptor.nl for item in each.items for level in item.levels if level.descriptor]
    assert [text for text in dutch if "—" in text or " u " in f" {text.lower()} "] == []


def test_text_is_told_in_the_active_language():
    title = instrument("flow.2026-1").title
    with translation.override("nl"):
        dutch = title.told()
    with translation.override("en-gb"):
        english = str(title)
    assert (dutch, english) == ("Paste dit bij jou?", "Did this suit you?")


def test_packaged_file_has_the_name_of_its_instrument():
    with pytest.raises(BadInstrumentError) as refused:
        read_packaged("other.2026-1.yaml", GOOD.encode())
    (fault,) = refused.value.faults
    assert (fault.code, fault.figures) == (FaultCode.WRONG_NAME, {"found": "team-talk.2026-1"})
