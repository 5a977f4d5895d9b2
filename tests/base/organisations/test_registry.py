"""Files of DUO into the register: staged, compared, applied, and never half."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.actions import apply_import, discard_import, stage_import
from startlijn.base.organisations.models import RegistryBoard, RegistryImport, RegistrySite
from startlijn.base.organisations.rules import registry_file
from startlijn.base.organisations.terms import ImportState, NothingChangedError, StaleImportError
from startlijn.engines.duo import BadFile, Kind, Location
from tests.conftest import AT
from tests.engines.duo.files import SECOND, duo_file

POINT = Location("5211AB", "4-A", "'s-Hertogenbosch", 51.69, 5.3)
pytestmark = pytest.mark.django_db


def stage(*changes, locations=(POINT,), at=AT, **options):
    allow_fewer = options.pop("allow_fewer", False)
    file = registry_file(name="vo.csv", content=duo_file(*changes, **options), locations=locations)
    return stage_import(by=operator(), at=at, file=file, allow_fewer=allow_fewer)


def bring_in(*changes, **options):
    staged = stage(*changes, **options)
    return apply_import(by=operator(), at=options.get("at", AT), import_id=staged.pk)


def test_staging_writes_nothing_into_the_register():
    staged = stage({}, SECOND)
    assert (RegistrySite.objects.count(), RegistryBoard.objects.count()) == (0, 0)
    assert (staged.state, staged.counts["new"], len(staged.rows)) == (ImportState.STAGED, 2, 2)
    assert [line["code"] for line in staged.difference["new"]] == ["01AB00", "01AB02"]


def test_applying_writes_sites_boards_points_and_a_journal_line():
    applied = bring_in({}, SECOND)
    site = RegistrySite.objects.get(pk="01AB00")
    assert (site.name, site.board_id, site.latitude, site.longitude, site.precision) == (
        "Lijncollege",
        "40123",
        51.69,
        5.3,
        "address",
    )
    assert (site.place, site.postcode, site.holiday_region) == ("'s-Hertogenbosch", "5211AB", "zuid")
    assert RegistrySite.objects.get(pk="01AB02").precision == "place"
    assert (applied.state, applied.rows) == (ImportState.APPLIED, [])
    assert [line.action for line in JournalLine.objects.order_by("number")] == [
        "registry.stage",
        "registry.apply",
    ]


def test_the_same_file_again_changes_nothing():
    bring_in({}, SECOND)
    with pytest.raises(NothingChangedError) as same:
        stage({}, SECOND)
    assert (same.value.counts["sites"], same.value.counts["new"]) == (2, 0)
    assert RegistryImport.objects.count() == 1


def test_the_same_file_without_locations_keeps_the_points():
    bring_in({}, SECOND)
    with pytest.raises(NothingChangedError):
        stage({}, SECOND, locations=None)


def test_a_mean_of_locations_that_are_no_schools_is_kept_when_they_do_not_come_along():
    library = Location("5213ZZ", "1", "'s-Hertogenbosch", 51.79, 5.5)
    bring_in({}, SECOND, locations=(POINT, library))
    assert RegistrySite.objects.get(pk="01AB02").latitude == 51.74
    with pytest.raises(NothingChangedError):
        stage({}, SECOND, locations=None)


def test_locations_that_come_later_give_better_points():
    bring_in({}, locations=None)
    assert RegistrySite.objects.get(pk="01AB00").precision == "place"
    staged = stage({})
    assert [line["code"] for line in staged.difference["placed"]] == ["01AB00"]
    apply_import(by=operator(), at=AT, import_id=staged.pk)
    assert RegistrySite.objects.get(pk="01AB00").precision == "address"


def test_a_site_that_vanished_is_closed_and_not_deleted():
    bring_in({}, SECOND, {"VESTIGINGSCODE": "01AB03"}, {"VESTIGINGSCODE": "01AB04"})
    applied = bring_in({}, SECOND, {"VESTIGINGSCODE": "01AB03"}, at=AT + timedelta(days=30))
    assert applied.counts["closed"] == 1
    assert RegistrySite.objects.get(pk="01AB04").closed_on == date(2026, 12, 2)


def test_a_site_that_comes_back_is_open_again():
    bring_in({}, SECOND)
    bring_in({}, allow_fewer=True)
    assert bring_in({}, SECOND).counts["new"] == 1
    assert RegistrySite.objects.get(pk="01AB02").closed_on is None


def test_a_board_without_sites_is_closed():
    bring_in({}, SECOND)
    move = {"BEVOEGD GEZAG NUMMER": "40999"}
    applied = bring_in(move, {**SECOND, **move})
    assert applied.counts["changed"] == 2
    assert {each.pk: each.closed_on for each in RegistryBoard.objects.all()} == {
        "40123": date(2026, 11, 2),
        "40999": None,
    }


def test_own_friendly_names_survive_and_proposals_follow():
    bring_in({}, SECOND)
    RegistrySite.objects.filter(pk="01AB00").update(name="De Lijn")
    bring_in({"VESTIGINGSNAAM": "Puntcollege"}, {**SECOND, "VESTIGINGSNAAM": "Kommacollege"})
    names = dict(RegistrySite.objects.values_list("site_code", "name"))
    assert names == {"01AB00": "De Lijn", "01AB02": "Kommacollege"}


def test_the_difference_names_what_was_and_what_will_be():
    bring_in({}, SECOND)
    staged = stage({"STRAATNAAM": "Puntpad"}, {**SECOND, "VESTIGINGSNAAM": "Lijncollege loc. De Komma"})
    (moved,), (renamed,) = staged.difference["moved"], staged.difference["renamed"]
    assert (moved["before"][:11], moved["after"][:11]) == ("Lijnpad 4-A", "Puntpad 4-A")
    assert (renamed["before"], renamed["after"]) == (
        "Lijncollege loc. De Punt",
        "Lijncollege loc. De Komma",
    )


def test_thirty_percent_fewer_rows_are_refused_unless_allowed():
    bring_in({}, SECOND, {"VESTIGINGSCODE": "01AB03"})
    with pytest.raises(BadFile, match="fewer_rows"):
        stage({}, SECOND)
    assert stage({}, SECOND, allow_fewer=True).counts["closed"] == 1


def test_a_register_that_changed_in_the_meantime_makes_an_import_stale():
    first = stage({})
    RegistryImport.objects.update(kind="bo-sites")
    RegistryImport.objects.filter(pk=first.pk).update(kind="vo-sites")
    bring_in_other = stage({"VESTIGINGSNAAM": "Puntcollege"})
    RegistryImport.objects.filter(pk=first.pk).update(state=ImportState.STAGED, rows=first.rows)
    apply_import(by=operator(), at=AT, import_id=bring_in_other.pk)
    with pytest.raises(StaleImportError):
        apply_import(by=operator(), at=AT, import_id=first.pk)


def test_an_import_is_settled_once():
    staged = stage({})
    discard_import(by=operator(), at=AT, import_id=staged.pk)
    with pytest.raises(StaleImportError):
        apply_import(by=operator(), at=AT, import_id=staged.pk)
    assert RegistrySite.objects.count() == 0


def test_a_newer_file_takes_the_place_of_one_that_waits():
    first = stage({})
    stage({}, SECOND)
    first.refresh_from_db()
    assert (first.state, first.rows) == (ImportState.DISCARDED, [])


def test_a_file_of_boards_names_boards():
    bring_in({}, SECOND)
    content = b"BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n40123;Stichting De Lijn\n"
    staged = stage_import(by=operator(), at=AT, file=registry_file(name="b.csv", content=content))
    apply_import(by=operator(), at=AT, import_id=staged.pk)
    assert RegistryBoard.objects.get(pk="40123").name == "De Lijn"
    with pytest.raises(NothingChangedError):
        stage_import(by=operator(), at=AT, file=registry_file(name="b.csv", content=content))


def test_a_file_of_main_sites_only_adds():
    bring_in({}, SECOND)
    main = duo_file(
        {"INSTELLINGSNAAM": "Ander College", "INSTELLINGSCODE": "09ZZ"},
        {"INSTELLINGSNAAM": "Andere naam"},
        without=("VESTIGINGSCODE", "VESTIGINGSNAAM"),
    )
    file = registry_file(name="main.csv", content=main)
    assert file.kind == Kind.VO_MAIN
    staged = stage_import(by=operator(), at=AT, file=file)
    apply_import(by=operator(), at=AT, import_id=staged.pk)
    assert dict(RegistrySite.objects.values_list("site_code", "name")) == {
        "01AB00": "Lijncollege",
        "01AB02": "Lijncollege De Punt",
        "09ZZ00": "Ander College",
    }


def test_who_may_not_import_cannot_stage_apply_or_discard(world):
    educator = world.actor("school_educator", "school", world.school.pk)
    staged = stage({})
    with pytest.raises(NotVisibleError):
        stage_import(by=educator, at=AT, file=registry_file(name="x", content=duo_file({}, SECOND)))
    for verb in (apply_import, discard_import):
        with pytest.raises(NotVisibleError):
            verb(by=educator, at=AT, import_id=staged.pk)


def test_real_file_comes_in_whole(shared_data):
    from startlijn.base.organisations.rules import registry_locations

    points = registry_locations((shared_data / "onderwijslocaties.csv").read_bytes())
    content = (shared_data / "02.-alle-vestigingen-vo.csv").read_bytes()
    file = registry_file(name="vo.csv", content=content, locations=points)
    staged = stage_import(by=operator(), at=AT, file=file)
    apply_import(by=operator(), at=AT, import_id=staged.pk)
    assert (RegistrySite.objects.count(), RegistryBoard.objects.count()) == (1620, 276)
    assert RegistrySite.objects.filter(latitude=None).count() == 0
    with pytest.raises(NothingChangedError):
        stage_import(by=operator(), at=AT, file=file)
