"""The packaged programmes: complete, believable, and read with precise errors."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from startlijn.content import programme_template, programme_templates
from startlijn.content.templates import ALLOWED, BadTemplate, read_template
from startlijn.domain.induction.queries.versions import packaged_elements
from startlijn.domain.induction.rules.checks import Surroundings, design_checks, guidance_hours
from startlijn.domain.induction.rules.elements import faults_of
from startlijn.domain.induction.rules.spil import spil_checks
from startlijn.domain.induction.terms import (
    CheckCode,
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
    Verdict,
)

# What a programme on paper cannot have yet: the staff council, the board, and coaches who were trained.
OUTSIDE = {CheckCode.SPIL_COHERENCE, CheckCode.SPIL_COACHES}
ELEMENT = {
    "key": "coaching",
    "title": {"nl": "Gesprek", "en": "Talk"},
    "year": 1,
    "period": "year",
    "form": "individual",
    "kind": "coaching_talk",
    "criteria": ["intervision"],
    "times": 4,
    "hours": {"starter": 4, "coach": 4.5},
    "owner": "coach",
}
GOOD = {
    "key": "po",
    "version": "2026-1",
    "valid_from": date(2026, 8, 1),
    "sectors": ["po"],
    "title": {"nl": "Starten", "en": "Starting"},
    "introduction": {"nl": "Welkom", "en": "Welcome"},
    "source": "Own design",
    "certainty": "inferred",
    "elements": [ELEMENT],
}


def test_there_is_a_template_for_primary_and_for_secondary():
    assert [(each.id, each.sectors) for each in programme_templates()] == [
        ("po.2026-1", ("po",)),
        ("vo.2026-1", ("vo",)),
    ]


@pytest.mark.parametrize("template", ["po.2026-1", "vo.2026-1"])
def test_template_passes_every_check_that_is_about_the_programme_itself(template):
    elements, around = packaged_elements(template), Surroundings()
    design = design_checks(elements, around)
    checks = (*design, *spil_checks(elements, around, design))
    assert len(checks) == len(CheckCode)
    assert {check.code for check in checks if check.verdict != Verdict.MET} == OUTSIDE


@pytest.mark.parametrize("template", ["po.2026-1", "vo.2026-1"])
def test_template_has_no_element_that_cannot_be(template):
    assert [faults_of(each) for each in packaged_elements(template) if faults_of(each)] == []


@pytest.mark.parametrize(
    ("template", "hours"), [("po.2026-1", ["62.5", "37", "24.5"]), ("vo.2026-1", ["68", "42.5", "27"])]
)
def test_guidance_gets_less_each_year_and_never_nothing(template, hours):
    elements = packaged_elements(template)
    found = [guidance_hours(elements, year, StarterType.RECENT_GRADUATE) for year in (1, 2, 3)]
    assert found == [Decimal(each) for each in hours]


def test_lesson_reduction_is_that_of_the_collective_agreement():
    reduction = [
        (each.year, each.starter_hours)
        for each in programme_template("vo.2026-1").elements
        if each.key.startswith("lesson-reduction")
    ]
    assert reduction == [(1, Decimal(720) * 20 / 100), (2, Decimal(720) * 10 / 100)]


def test_template_says_where_it_comes_from():
    assert {each.certainty for each in programme_templates()} == {"inferred"}
    assert all("seed 004" in each.source for each in programme_templates())


def test_words_of_templates_are_those_of_the_domain():
    domain = {
        "period": Period,
        "form": ElementForm,
        "kind": ElementKind,
        "criteria": Criterion,
        "owner": Owner,
        "for": StarterType,
        "funding": Funding,
    }
    assert {name: ALLOWED[name] for name in domain} == {
        name: frozenset(words.values) for name, words in domain.items()
    }


def test_unknown_template_is_no_template():
    with pytest.raises(KeyError):
        programme_template("po.1999-1")


def test_good_document_is_read():
    template = read_template("po.2026-1.yaml", GOOD)
    assert (template.id, template.elements[0].coach_hours) == ("po.2026-1", Decimal("4.5"))
    assert (template.elements[0].funding, template.elements[0].starter_types) == ("structural", ())


@pytest.mark.parametrize(
    ("change", "element", "field", "what"),
    [
        ({"year": 4}, "coaching", "year", "4 is not between 1 and 3"),
        ({"times": "often"}, "coaching", "times", "'often' is of the wrong kind"),
        ({"times": True}, "coaching", "times", "True is of the wrong kind"),
        ({"form": "alone"}, "coaching", "form", "'alone' is none of collective, individual"),
        ({"criteria": []}, "coaching", "criteria", "is empty"),
        ({"criteria": ["fun"]}, "coaching", "criteria", "'fun' is none of"),
        ({"hours": {"starter": -1, "coach": 0}}, "coaching", "hours.starter", "-1 is not between 0 and 999"),
        ({"hours": {"starter": 1}}, "coaching", "coach", "is missing"),
        ({"title": {"nl": "Gesprek"}}, "coaching", "en", "is missing"),
        ({"title": {"nl": "x" * 121, "en": "x"}}, "coaching", "title.nl", "has more than 120 characters"),
        ({"minutes": 60}, "coaching", "minutes", "is not a known field"),
        ({"key": None}, "None", "key", "is missing"),
    ],
)
def test_wrong_element_is_named_with_its_field(change, element, field, what):
    wrong = deepcopy(GOOD) | {"elements": [deepcopy(ELEMENT) | change]}
    with pytest.raises(BadTemplate) as refused:
        read_template("po.2026-1.yaml", wrong)
    found = refused.value
    assert (found.file, found.element, found.field) == ("po.2026-1.yaml", element, field)
    assert found.what.startswith(what)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"elements": []}, "elements"),
        ({"certainty": "sure"}, "certainty"),
        ({"valid_from": "2026-08-01"}, "valid_from"),
        ({"version": "2027-1"}, "version"),
        ({"source": " "}, "source"),
    ],
)
def test_wrong_head_is_named_with_its_field(change, field):
    with pytest.raises(BadTemplate) as refused:
        read_template("po.2026-1.yaml", deepcopy(GOOD) | change)
    assert (refused.value.element, refused.value.field) == ("", field)


def test_key_stands_once():
    with pytest.raises(BadTemplate) as refused:
        read_template("po.2026-1.yaml", deepcopy(GOOD) | {"elements": [ELEMENT, ELEMENT]})
    assert (refused.value.element, refused.value.field) == ("coaching", "key")


@pytest.mark.parametrize("written", [None, "text", [1]])
def test_document_that_is_no_document_is_refused(written):
    with pytest.raises(BadTemplate):
        read_template("po.2026-1.yaml", written)
