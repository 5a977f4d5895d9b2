"""Every row of a partnership carries it, so that tables can be spread over machines."""

import pytest
from django.db import models
from tools.documents.scale import PATH, Spread, document, faults, own_tables, places

from startlijn.base.models import Job, JournalLine, Mail, Person, RegistryImport, School
from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import DataClass, Declaration
from tests.house_rules.sources import ROOT


def spread_of(model) -> Spread:
    return next(item.spread for item in places(own_tables()) if item.table == model._meta.db_table)


def test_every_row_of_a_partnership_carries_it():
    assert faults(own_tables()) == []


def test_row_that_reaches_its_partnership_elsewhere_is_noticed():
    class Far(models.Model):
        declared = Declaration("x", DataClass.INTERNAL, "x", tenant="school__partnership")
        school = models.ForeignKey(School, models.CASCADE, related_name="+")

        class Meta:
            app_label = "tests"
            managed = False

    assert faults([Far]) == ["Far"]


@pytest.mark.parametrize(
    ("model", "spread"),
    [
        (School, Spread.SPREAD),
        (Partnership, Spread.REFERENCE),
        (Person, Spread.REFERENCE),
        (Job, Spread.LOCAL),
        (Mail, Spread.LOCAL),
        (JournalLine, Spread.LOCAL),
        (RegistryImport, Spread.LOCAL),
    ],
)
def test_table_stands_where_its_declaration_says(model, spread):
    assert spread_of(model) == spread


def test_links_between_spread_tables_are_named():
    school = next(item for item in places(own_tables()) if item.table == School._meta.db_table)
    assert "primary key" in school.must_change
    assert "board → Board" in school.must_change


def test_page_is_what_the_models_say():
    assert (ROOT / PATH).read_text(encoding="utf-8") == document()
