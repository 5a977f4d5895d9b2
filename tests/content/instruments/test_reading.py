"""Instrument files: what is read, and everything that is wrong named with its line and item."""

from datetime import date
from decimal import Decimal

import pytest

from startlijn.content.instruments import (
    BadInstrumentError,
    Fault,
    FaultCode,
    Instrument,
    Kind,
    Method,
    Option,
    Purpose,
    Text,
    read_instrument,
)
from startlijn.content.instruments.nodes import MOST_BYTES, MOST_DEPTH, MOST_NODES
from startlijn.content.instruments.reading import MOST_FAULTS
from tests.content.instruments.samples import GOOD, changed


def read(content: bytes) -> Instrument:
    return read_instrument("mine.yaml", content)


def faults(content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(BadInstrumentError) as refused:
        read(content)
    assert refused.value.file == "mine.yaml"
    return refused.value.faults


def test_good_file_is_read():
    found = read(GOOD.encode())
    assert (found.id, found.kind, found.purposes) == ("team-talk.2026-1", Kind.SCAN, (Purpose.QUALITY,))
    assert (found.sectors, found.valid_from) == (("po", "vo"), date(2026, 8, 1))
    assert (found.scoring.method, found.scoring.least) == (Method.MEAN, Decimal("0.5"))
    assert found.without_scale == ("not_seen", "not_applicable")
    assert (found.trained_only, found.format_only, found.size) == (False, False, 2)
    assert found.scale[1] == Option(2, Text("Soms", "Sometimes"), Text("Af en toe", "Now and then"))


def test_item_without_levels_takes_the_scale():
    found = read(GOOD.encode())
    assert found.options(found.by_key["listen"]) == found.scale


def test_item_with_levels_says_what_each_answer_means_there():
    found = read(GOOD.encode())
    ask = found.by_key["ask"]
    assert [option.label.en for option in found.options(ask)] == ["No", "Sometimes", "Yes"]
    assert [option.descriptor for option in found.options(ask)] == [
        Text("Nooit", "Never"),
        Text("Wel eens", "At times"),
        Text("Altijd", "Always"),
    ]
    assert (ask.reverse, ask.note) == (True, Text("Ook als het schuurt.", "Also when it hurts."))


def test_words_that_yaml_takes_for_something_else_are_texts():
    found = read(changed("nl: Nee, en: No}", "nl: nee, en: no}"))
    assert found.scale[0].label == Text("nee", "no")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "key: team-talk",
            "key: Team talk",
            Fault(FaultCode.NOT_A_KEY, 1, "", "key", {"found": "Team talk"}),
        ),
        ("kind: scan\n", "", Fault(FaultCode.MISSING, 1, "", "kind")),
        ("kind: scan", "kind: test", Fault(FaultCode.NOT_A_WORD, 3, "", "kind")),
        ("[quality]", "[quality, quality]", Fault(FaultCode.TWICE, 4, "", "purposes", {"found": "quality"})),
        ("[quality]", "[]", Fault(FaultCode.BLANK, 4, "", "purposes")),
        ("[quality]", "quality", Fault(FaultCode.WRONG_KIND, 4, "", "purposes")),
        ("2026-08-01", "1-8-2026", Fault(FaultCode.NOT_A_DATE, 6, "", "valid_from", {"found": "1-8-2026"})),
        ("{nl: Teamgesprek, en: Team talk}", "Teamgesprek", Fault(FaultCode.WRONG_KIND, 7, "", "title")),
        (", en: Team talk}", "}", Fault(FaultCode.MISSING, 7, "", "title.en")),
        ("source: Own wording", "source: ''", Fault(FaultCode.BLANK, 9, "", "source")),
        ("licence:", "license:", Fault(FaultCode.MISSING, 1, "", "licence")),
        (
            "nl: Nee, en: No}",
            f"nl: {'x' * 81}, en: No}}",
            Fault(FaultCode.TOO_LONG, 13, "", "scale.nl", {"most": 80}),
        ),
        ("nl: Nee,", 'nl: "N\\0",', Fault(FaultCode.NOT_PLAIN, 13, "", "scale.nl")),
        ("value: 3, nl: Ja", "value: 2, nl: Ja", Fault(FaultCode.NOT_IN_ORDER, 15, "", "scale.value")),
        ("least: 0.5", "least: 1.5", Fault(FaultCode.NOT_BETWEEN, 17, "", "scoring.least")),
        ("least: 0.5", "least: half", Fault(FaultCode.NOT_A_NUMBER, 17, "", "scoring.least")),
        ("least: 0.5", "first: ask", Fault(FaultCode.UNKNOWN_FIELD, 17, "", "scoring.first")),
        ("We luisteren.", "''", Fault(FaultCode.BLANK, 22, "listen", "nl")),
        ("key: listen", "key: ask", Fault(FaultCode.TWICE, 23, "ask", "key", {"found": "ask"})),
        ("reverse: true", "reverse: perhaps", Fault(FaultCode.NOT_A_WORD, 27, "ask", "reverse")),
        ("value: 3, nl: Altijd", "value: 4, nl: Altijd", Fault(FaultCode.MISSING, 29, "ask", "levels.3")),
        ("en: Never}", "en: Never, x: 1}", Fault(FaultCode.UNKNOWN_FIELD, 29, "ask", "levels.x")),
    ],
)
def test_mistake_is_named_with_line_item_and_field(old, new, fault):
    found = faults(changed(old, new))
    alike = [each for each in found if (each.code, each.field) == (fault.code, fault.field)]
    assert [(each.line, each.item) for each in alike] == [(fault.line, fault.item)]
    assert fault.figures.items() <= alike[0].figures.items()


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file():
    content = GOOD.replace("kind: scan", "kind: test").replace("en: We listen.", "en: ''").encode()
    assert [(each.line, each.code) for each in faults(content)] == [
        (3, FaultCode.NOT_A_WORD),
        (22, FaultCode.BLANK),
    ]


def test_item_without_a_key_is_named_by_its_number():
    (fault,) = faults(changed("key: listen, nl", "nl"))
    assert (fault.code, fault.item, fault.field) == (FaultCode.MISSING, "1", "key")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", FaultCode.EMPTY, 0),
        (b"# nothing\n", FaultCode.EMPTY, 0),
        (b"''", FaultCode.EMPTY, 0),
        (b"\xff\xfe", FaultCode.NOT_UTF8, 1),
        (b"key: a\ntitle: \xe9", FaultCode.NOT_UTF8, 2),
        (b"key: a\nkey: b", FaultCode.TWICE, 2),
        (b"key: [", FaultCode.NOT_YAML, 1),
        (b"key: a\n---\nkey: b", FaultCode.NOT_YAML, 2),
        (b"key: a\nb: \x01", FaultCode.NOT_YAML, 2),
        (b'key: "\\UFFFFFFFF"', FaultCode.NOT_YAML, 1),
        (b"? [a]\n: b", FaultCode.NOT_YAML, 1),
        (b"a: &x b\nc: *x", FaultCode.ALIAS, 1),
        (b"[" * 5000, FaultCode.TOO_DEEP, 1),
        (b"[" * (MOST_DEPTH + 1) + b"]" * (MOST_DEPTH + 1), FaultCode.TOO_DEEP, 1),
        (b"- a\n" * (MOST_NODES + 1), FaultCode.TOO_MANY, MOST_NODES),
        (b"a" * (MOST_BYTES + 1), FaultCode.TOO_LARGE, 0),
    ],
)
def test_file_that_is_no_document_is_refused(content, code, line):
    assert [(each.code, each.line) for each in faults(content)] == [(code, line)]


@pytest.mark.parametrize("content", [b"text", b"- 1", b"[[], {}]"])
def test_document_without_fields_is_refused(content):
    assert [each.code for each in faults(content)] == [FaultCode.WRONG_KIND]


def test_hundred_mistakes_are_enough():
    content = GOOD + "".join(f"field{number}: x\n" for number in range(150))
    assert len(faults(content.encode())) == MOST_FAULTS


def test_list_that_is_too_long_is_refused():
    options = "".join(f"  - {{value: {number}, nl: A, en: B}}\n" for number in range(4, 13))
    found = faults(changed("without_scale:", f"{options}without_scale:"))
    assert FaultCode.TOO_MANY in {each.code for each in found}


def test_scale_of_one_answer_is_none():
    only = GOOD.replace(
        "  - {value: 2, nl: Soms, en: Sometimes, means: {nl: Af en toe, en: Now and then}}\n", ""
    )
    only = only.replace("  - {value: 3, nl: Ja, en: Yes}\n", "")
    assert (FaultCode.NOT_BETWEEN, "scale") in {(each.code, each.field) for each in faults(only.encode())}


ZONES = """scoring:
  method: zones
  first: listen
  second: {second}
  zones:
    - {{key: low, least: -2, nl: Laag, en: Low}}
    - {{key: high, least: {least}, nl: Hoog, en: High}}
"""


def zoned(*, second: str = "ask", least: int = 1) -> bytes:
    return changed("scoring: {method: mean, least: 0.5}\n", ZONES.format(second=second, least=least))


def test_zones_are_read():
    scoring = read(zoned()).scoring
    assert (scoring.first, scoring.second) == ("listen", "ask")
    assert [(zone.key, zone.least, zone.label.en) for zone in scoring.zones] == [
        ("low", -2, "Low"),
        ("high", 1, "High"),
    ]


def test_zones_name_items_that_are_there():
    (fault,) = faults(zoned(second="shout"))
    assert (fault.code, fault.line, fault.figures) == (FaultCode.NO_SUCH_ITEM, 20, {"found": "shout"})


def test_zones_go_up():
    (fault,) = faults(zoned(least=-2))
    assert (fault.code, fault.line, fault.field) == (FaultCode.NOT_IN_ORDER, 23, "scoring.zones.least")


FORM = read(
    GOOD.replace("key: team-talk", "key: form")
    .replace("certainty: inferred", "certainty: known\nformat_only: true\ntrained_only: true")
    .split("parts:")[0]
    .encode()
    + b"parts:\n  - {key: talk, size: 2, title: {nl: Praten, en: Talking}}\n"
)


def following(content: str) -> Instrument:
    return read_instrument("mine.yaml", content.encode(), [FORM])


FILLED = GOOD.replace("certainty:", "follows: form.2026-1\ntrained_only: true\ncertainty:")


def test_form_has_sizes_and_no_items():
    assert (FORM.format_only, FORM.size, list(FORM.items)) == (True, 2, [])


def test_form_with_texts_is_no_form():
    found = faults(changed("certainty: inferred", "certainty: known\nformat_only: true"))
    assert [(each.code, each.field) for each in found] == [
        (FaultCode.MISSING, "parts.size"),
        (FaultCode.UNKNOWN_FIELD, "parts.items"),
    ]


def test_file_may_fill_a_form():
    assert following(FILLED).follows == FORM.id


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("value: 3, nl: Ja", "value: 4, nl: Ja", "scale"),
        ("key: talk", "key: words", "parts"),
        ("      - {key: listen, nl: We luisteren., en: We listen.}\n", "", "parts"),
        ("kind: scan", "kind: pulse", "kind"),
        ("trained_only: true", "trained_only: false", "trained_only"),
    ],
)
def test_file_that_differs_from_its_form_is_refused(old, new, field):
    with pytest.raises(BadInstrumentError) as refused:
        following(FILLED.replace(old, new))
    assert field in {each.field for each in refused.value.faults if each.code is FaultCode.NOT_THE_FORM}


def test_file_that_fills_an_unknown_form_is_refused():
    (fault,) = faults(FILLED.encode())
    assert (fault.code, fault.line, fault.figures) == (
        FaultCode.NO_SUCH_FORM,
        11,
        {"found": "form.2026-1"},
    )
