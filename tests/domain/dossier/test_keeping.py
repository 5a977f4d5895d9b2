"""A starter keeps a dossier: pieces of every kind, what they show, and what nobody writes over."""

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.files.models import StoredFile
from startlijn.base.files.terms import BadFileError, Upload
from startlijn.base.journal.models import JournalLine
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Dossier, Evidence, EvidenceFor
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.terms import (
    BadLinkError,
    DossierFullError,
    EmptyEvidenceError,
    EmptyTextError,
    EvidenceKind,
    NewEvidence,
    Stage,
    UnknownIndicatorError,
)
from tests.domain.dossier.conftest import INDICATOR
from tests.engines.media import samples


def test_the_first_piece_begins_the_dossier(folder):
    row = folder.add(indicators=(INDICATOR,))
    with folder.day():
        page = own.dossier_page(folder.actor(folder.starter))
    shown = [each for area in page.areas for each in area.indicators if each.evidence]
    assert (page.stage, page.pieces) == (Stage.BASIC, 1)
    assert [(each.key, each.evidence) for each in shown] == [(INDICATOR, ((row.pk, row.title),))]


def test_one_piece_shows_many_indicators_and_what_shows_most_comes_first(folder):
    folder.add("Een", indicators=(INDICATOR, "didactics-activate"))
    folder.add("Twee", indicators=("didactics-activate",))
    with folder.day():
        area = own.dossier_page(folder.actor(folder.starter)).areas[0]
    first = [(each.key, len(each.evidence)) for each in area.indicators[:2]]
    assert first == [("didactics-activate", 2), (INDICATOR, 1)]
    assert (area.pieces, area.shown) == (2, 2)


def test_an_indicator_says_what_it_means_at_the_stage_worked_towards(folder):
    folder.do(actions.choose_stage, stage=Stage.FULL, started_in_training=True, expected_version=0)
    with folder.day():
        page = own.dossier_page(folder.actor(folder.starter))
    means = {each.key: each.means for area in page.areas for each in area.indicators}
    assert page.stage == Stage.FULL
    assert means[INDICATOR] == "Adjusts goals together with pupils and lets them follow their own progress."


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"title": " "}, EmptyTextError),
        ({"text": " "}, EmptyEvidenceError),
        ({"kind": EvidenceKind.FILE}, EmptyEvidenceError),
        ({"kind": EvidenceKind.LINK, "text": ""}, EmptyEvidenceError),
        ({"link": "http://example.org"}, BadLinkError),
        ({"link": "javascript:alert(1)"}, BadLinkError),
        ({"link": "data:text/html,x"}, BadLinkError),
        ({"link": "https://"}, BadLinkError),
        ({"link": "https://example.org/ a"}, BadLinkError),
        ({"indicators": ("juggling",)}, UnknownIndicatorError),
        ({"kind": EvidenceKind.OBSERVATION}, NotVisibleError),
    ],
)
def test_what_is_no_evidence_is_refused(folder, given, error):
    with pytest.raises(error):
        folder.add(**given)


@pytest.mark.parametrize("link", ["https://example.org/les?a=1", "mailto:noor@example.org"])
def test_links_lead_to_a_page_or_an_address(folder, link):
    assert folder.add(kind=EvidenceKind.LINK, text="", link=link).link == link


def test_a_bad_file_leaves_no_piece(folder):
    with pytest.raises(BadFileError):
        folder.add_file(b"MZ\0")
    with folder.world.here():
        assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_two_people_at_once_do_not_overwrite(folder):
    row = folder.add()
    new = NewEvidence(EvidenceKind.TEXT, "Nieuw", text="Nieuw")
    folder.do(actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)
    with pytest.raises(VersionConflictError):
        folder.do(actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)


def test_a_new_file_takes_the_place_of_the_old_one(folder):
    row = folder.add_file()
    new = NewEvidence(EvidenceKind.FILE, row.title, upload=Upload("les.png", samples.png()))
    folder.do(actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)
    with folder.world.here():
        assert [each.name for each in StoredFile.objects.all()] == ["les.png"]


def test_without_a_new_file_the_old_one_stays(folder):
    row = folder.add_file()
    new = NewEvidence(EvidenceKind.FILE, "Andere titel")
    folder.do(actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)
    assert [(each.title, each.file.name) for each in folder.pieces()] == [("Andere titel", "les.pdf")]


def test_the_kind_of_a_piece_stays(folder):
    row = folder.add()
    new = NewEvidence(EvidenceKind.LINK, "Link", link="https://example.org")
    with pytest.raises(NotVisibleError):
        folder.do(actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)


def test_removing_takes_the_file_along(folder):
    row = folder.add_file(indicators=(INDICATOR,))
    folder.do(actions.remove_evidence, evidence_id=row.pk)
    with folder.world.here():
        left = [Evidence, EvidenceFor, StoredFile]
        assert [model.objects.count() for model in left] == [0, 0, 0]


@pytest.mark.parametrize("who", ["coach", "leader", "stranger"])
def test_nobody_else_sees_or_changes_a_piece(folder, who):
    row = folder.add()
    somebody = getattr(folder, who)
    with folder.day(), pytest.raises(NotVisibleError):
        own.own_item(folder.actor(somebody), row.pk)
    with pytest.raises(NotVisibleError):
        folder.do(actions.remove_evidence, by=somebody, evidence_id=row.pk)


def test_another_starter_sees_nothing(folder):
    row = folder.add()
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    with folder.day(), pytest.raises(NotVisibleError):
        own.own_item(folder.actor(other), row.pk)
    with folder.day():
        assert own.dossier_page(folder.actor(other)).pieces == 0


def test_a_dossier_is_full_at_some_point(folder, monkeypatch):
    monkeypatch.setattr("startlijn.domain.dossier.actions.keeping.MOST_EVIDENCE", 1)
    folder.add()
    with pytest.raises(DossierFullError):
        folder.add()


def test_every_deed_is_in_the_journal_about_the_owner(folder):
    row = folder.add()
    folder.do(actions.remove_evidence, evidence_id=row.pk)
    lines = JournalLine.objects.filter(action__startswith="dossier.").order_by("number")
    assert [(line.action, line.about) for line in lines] == [
        ("dossier.add", folder.starter.pk),
        ("dossier.remove", folder.starter.pk),
    ]


def test_somebody_has_one_dossier(folder):
    folder.add()
    folder.add()
    with folder.world.here():
        assert Dossier.objects.count() == 1
