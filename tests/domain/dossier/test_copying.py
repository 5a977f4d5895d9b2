"""A teacher takes the dossier along and brings it in elsewhere: the content stays the same, to the byte."""

import json
from dataclasses import replace

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.files.models import StoredFile
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Evidence
from startlijn.domain.dossier.queries.copies import opened, own_signer
from startlijn.domain.dossier.terms import BadCopyError, EvidenceKind, NotACopyError, Stage
from startlijn.engines.sealed import seal, unseal
from startlijn.reports.documents.dossier import sealed_copy
from tests.conftest import World
from tests.domain.dossier.conftest import INDICATOR, Folder
from tests.engines.media import samples

MOST = 10_000_000


@pytest.fixture
def full(folder):
    """A dossier with a bit of everything."""
    folder.do(actions.choose_stage, stage=Stage.FULL, started_in_training=True, expected_version=0)
    folder.add(indicators=(INDICATOR, "didactics-activate"))
    folder.add_file(samples.jpeg(extra=samples.exif()), "bord.jpg")
    folder.add(kind=EvidenceKind.LINK, text="", link="https://example.org/les")
    return folder


@pytest.fixture
def elsewhere(db):
    """Somebody in another partnership."""
    return Folder(World("elders"))


def take(folder):
    copy = folder.do(actions.take_copy)
    with folder.day():
        return copy, sealed_copy(copy)


def bring(folder, data):
    return folder.do(actions.bring_copy, brought=opened(data, most=MOST))


def test_export_import_export_gives_the_same_content(full, elsewhere):
    copy, data = take(full)
    done = bring(elsewhere, data)
    again, _data = take(elsewhere)
    assert (done.added, done.known) == (3, 0)
    assert (done.content_sha256, again.content_sha256) == (copy.content_sha256,) * 2
    assert again.content == copy.content


def test_files_come_along_as_they_are(full, elsewhere):
    bring(elsewhere, take(full)[1])
    with elsewhere.world.here():
        row = StoredFile.objects.get()
    assert (row.name, row.owner_id) == ("bord.jpg", elsewhere.starter.pk)


def test_bringing_twice_is_bringing_once(full, elsewhere):
    data = take(full)[1]
    bring(elsewhere, data)
    done = bring(elsewhere, data)
    assert (done.added, done.known) == (0, 3)


def test_what_was_there_stays(full, elsewhere):
    elsewhere.add("Van hier")
    bring(elsewhere, take(full)[1])
    assert len(elsewhere.pieces()) == 4


def test_what_comes_from_another_installation_says_so(full, elsewhere, settings):
    settings.SIGNING_KEY = "11" * 32
    data, theirs = take(full)[1], own_signer()
    settings.SIGNING_KEY = "22" * 32
    bring(elsewhere, data)
    assert {each.came_from for each in elsewhere.pieces()} == {theirs}


def test_a_copy_holds_a_readable_document_and_what_happened(full):
    made = full.give(full.add("Gegeven"))
    _copy, data = take(full)
    found = unseal(data, most=MOST)
    history = json.loads(found.entries["history.json"])
    assert found.entries["dossier.pdf"].startswith(b"%PDF-")
    assert [each["title"] for each in history["releases"]] == [made[0].evidence.title]


def resealed(data, change):
    """Return a copy sealed anew by somebody else after a change of its parts."""
    found = unseal(data, most=MOST)
    parts = dict(found.entries)
    change(parts)
    return seal(parts, found.about, b"\7" * 32)


def test_a_content_other_than_its_hash_is_refused(full):
    def change(parts):
        told = json.loads(parts["dossier.json"])
        told["items"][0]["title"] = "Anders"
        parts["dossier.json"] = json.dumps(told).encode()

    with pytest.raises(BadCopyError) as refused:
        opened(resealed(take(full)[1], change), most=MOST)
    assert refused.value.figures == {"entry": "dossier.json"}


def test_a_file_other_than_the_content_says_is_refused_and_nothing_is_written(full, elsewhere):
    def change(parts):
        name = next(name for name in parts if name.startswith("files/"))
        parts[name] = samples.PDF

    with pytest.raises(BadCopyError):
        bring(elsewhere, resealed(take(full)[1], change))
    with elsewhere.world.here():
        assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_missing_file_is_named(full, elsewhere):
    brought = opened(take(full)[1], most=MOST)
    with pytest.raises(BadCopyError) as refused:
        elsewhere.do(actions.bring_copy, brought=replace(brought, files={}))
    assert str(refused.value.figures["entry"]).endswith("-bord.jpg")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "secret"},
        {"title": ""},
        {"title": "x" * 201},
        {"title": "nul\0"},
        {"link": "javascript:alert(1)"},
        {"added_at": "yesterday"},
        {"added_at": "2026-11-02T09:00:00"},
        {"happened_on": "2026-13-01"},
        {"indicators": ["<script>"]},
        {"indicators": "didactics"},
        {"content": []},
        {"content": {"text": "nul\0"}},
        {"file": {"name": "../a", "media_type": "x", "size": 1, "sha256": "0" * 64}},
        {"file": {"name": "a", "media_type": "x", "size": "1", "sha256": "0" * 64}},
        {"more": 1},
    ],
)
def test_a_content_that_is_not_what_it_should_be_is_refused(full, elsewhere, change):
    brought = opened(take(full)[1], most=MOST)
    items = [{**brought.content["items"][0], **change}]
    with pytest.raises(BadCopyError):
        elsewhere.do(
            actions.bring_copy, brought=replace(brought, content={**brought.content, "items": items})
        )


def test_a_file_that_is_no_copy_is_refused():
    for data in (b"", samples.PDF, samples.DOCX, seal({"a": b"b"}, {"format": "else"}, b"\1" * 32)):
        with pytest.raises(NotACopyError):
            opened(data, most=MOST)


def test_only_the_owner_and_the_operator_take_a_copy(full):
    for somebody in (full.coach, full.leader):
        with pytest.raises(NotVisibleError):
            full.do(actions.take_copy, by=somebody, person_id=full.starter.pk)
    with full.day():
        copy = actions.take_copy(
            by=full.world.operator, at=full.pieces()[0].added_at, person_id=full.starter.pk
        )
    assert copy.owner == str(full.starter)
