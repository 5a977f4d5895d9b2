"""The packaged methods, and every mistake in a file named with its line and step."""

from pathlib import Path

import pytest

from startlijn.content import intervision
from startlijn.content.instruments import FaultCode
from startlijn.content.intervision import BadMethodError, method, packaged_methods, read_method

GOOD = """key: short
version: 2026-1
title: {nl: Kort, en: Short}
introduction: {nl: Zo., en: So.}
suits: {nl: Allen., en: All.}
smallest: 4
largest: 8
source: {nl: Van ons., en: Ours.}
certainty: inferred
steps:
  - {key: ask, title: {nl: Vraag, en: Ask}, minutes: 10, who: bringer, asked: {nl: 'Wat?', en: 'What?'}}
  - {key: end, title: {nl: Slot, en: End}, minutes: 5, who: everybody, asked: {nl: 'En?', en: 'And?'}}
"""


def faults(text: str, file: str = "short.2026-1.yaml"):
    with pytest.raises(BadMethodError) as refused:
        read_method(file, text.encode())
    return [(each.line, each.item, each.field, each.code) for each in refused.value.faults]


def test_at_least_six_methods_with_ten_rounds_for_the_incident():
    found = {each.key: len(each.steps) for each in packaged_methods()}
    assert (
        len(found) >= 6,
        found["incident"],
        found["ten-step"],
        found["five-step"],
        found["six-phase"],
    ) == (
        True,
        10,
        10,
        5,
        6,
    )


def test_methods_suit_groups_of_five_to_eight_within_two_hours():
    assert [each.id for each in packaged_methods() if each.smallest > 5 or each.largest < 8] == []
    assert [each.id for each in packaged_methods() if not 45 <= each.minutes <= 120] == []


def test_case_bringer_is_heard_in_every_method_and_looks_back_with_all():
    last = {each.steps[-1].who for each in packaged_methods()}
    assert last == {intervision.Speaker.EVERYBODY}


def test_texts_differ_between_the_languages():
    same = [
        (each.id, step.key)
        for each in packaged_methods()
        for step in each.steps
        if step.asked.nl == step.asked.en
    ]
    assert same == []


def test_method_is_found_by_its_id():
    assert method("incident.2026-1").minutes == sum(step.minutes for step in method("incident.2026-1").steps)
    with pytest.raises(KeyError):
        method("nowhere.2026-1")


def test_good_file_is_read():
    found = read_method("short.2026-1.yaml", GOOD.encode())
    assert (found.id, found.minutes, [step.key for step in found.steps]) == (
        "short.2026-1",
        15,
        ["ask", "end"],
    )


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("minutes: 10", "minutes: 0", (11, "ask", "steps.minutes", FaultCode.NOT_BETWEEN)),
        ("minutes: 10", "minutes: ten", (11, "ask", "steps.minutes", FaultCode.NOT_A_NUMBER)),
        ("who: bringer", "who: leader", (11, "ask", "steps.who", FaultCode.NOT_A_WORD)),
        ("key: end", "key: ask", (12, "ask", "steps.key", FaultCode.TWICE)),
        ("asked: {nl: 'En?', en: 'And?'}", "case: x", (12, "end", "steps.case", FaultCode.UNKNOWN_FIELD)),
        ("en: Short", "de: Kurz", (3, "", "title.de", FaultCode.UNKNOWN_FIELD)),
        ("largest: 8", "largest: 3", (7, "", "largest", FaultCode.NOT_IN_ORDER)),
        ("version: 2026-1", "version: 2026-2", (2, "", "version", FaultCode.WRONG_NAME)),
        ("certainty: inferred", "certainty: sure", (9, "", "certainty", FaultCode.NOT_A_WORD)),
    ],
)
def test_mistake_is_named_with_its_line(before, after, fault):
    assert fault in faults(GOOD.replace(before, after))


def test_every_mistake_is_told_at_once():
    found = faults(GOOD.replace("minutes: 10", "minutes: 0").replace("largest: 8", "largest: many"))
    assert [line for line, *_rest in found] == [7, 7, 11]


def test_file_that_is_no_yaml_is_refused():
    assert faults("steps: [")[0][3] == FaultCode.NOT_YAML


def test_file_that_is_no_table_is_refused():
    assert faults("- one")[0][3] == FaultCode.WRONG_KIND


def test_name_of_a_file_is_its_id():
    folder = Path(intervision.__file__).parent
    assert {file.stem for file in folder.glob("*.yaml")} == {each.id for each in packaged_methods()}
