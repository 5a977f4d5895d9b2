"""Uploads broken at random, through the pages: no error page, nothing half written (trust.md P20).

Thirty uploads, and 20,000 when `STARTLIJN_FUZZ` is set (`make soak`); as many copies, a tenth of that.
"""

import os
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from startlijn.base.files.models import StoredFile
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Evidence, EvidenceFor
from startlijn.reports.documents import dossier as documents
from tests.base.files.conftest import own_folder
from tests.base.files.test_keeping import contents
from tests.domain.dossier.conftest import INDICATOR, Folder
from tests.engines.media.test_fuzz import ORIGINALS, broken

__all__ = ["own_folder"]

COUNT = 20_000 if os.environ.get("STARTLIJN_FUZZ") else 30
ENDINGS = [".pdf", ".png", ".jpg", ".docx", ".exe", ".html", "", "\u202egnp.exe", "/../../x.pdf", "\0.pdf"]


@pytest.fixture(autouse=True)
def much_room(settings):
    settings.FILES_PER_PERSON_MIB = 10_000


@pytest.fixture
def folder(world):
    return Folder(world)


def rows(folder) -> tuple[int, int, int]:
    with folder.world.here():
        return Evidence.objects.count(), StoredFile.objects.count(), EvidenceFor.objects.count()


def test_no_broken_upload_gives_an_error_or_half_a_piece(folder, own_folder, monkeypatch):
    monkeypatch.setattr("startlijn.domain.dossier.actions.keeping.MOST_EVIDENCE", 10 * COUNT)
    browser = folder.world.browser(folder.starter)
    rng = random.Random("uploads")
    url = reverse("dossier:add", args=["file"])
    taken = 0
    for number in range(COUNT):
        data = broken(rng.choice(list(ORIGINALS.values())), rng)
        file = SimpleUploadedFile("x", data, content_type=rng.choice(["image/png", "text/html", "x"]))
        file._name = f"les {number}{rng.choice(ENDINGS)}"  # as a hostile browser sends it
        answer = browser.post(url, {"title": f"Les {number}", "file": file, "indicators": [INDICATOR]})
        assert answer.status_code in {200, 302}, (number, answer.status_code)
        taken += answer.status_code == 302
    assert rows(folder) == (taken, taken, taken)
    assert len(contents(own_folder)) == taken
    assert 0 < taken < COUNT


def test_no_broken_copy_gives_an_error_or_half_a_dossier(folder, monkeypatch):
    # Making the document takes a second, and is not what is broken here.
    monkeypatch.setattr(documents, "pdf", lambda _template, _context: b"%PDF-1.7 %%EOF")
    folder.add(indicators=(INDICATOR,))
    folder.add_file()
    copy = folder.do(actions.take_copy)
    with folder.day():
        whole = documents.sealed_copy(copy)
    before = rows(folder)
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    browser = folder.world.browser(other)
    rng = random.Random("copies")
    url = reverse("dossier:bring")
    for number in range(max(30, COUNT // 10)):
        file = SimpleUploadedFile("dossier.zip", broken(whole, rng))
        answer = browser.post(url, {"file": file})
        assert answer.status_code in {200, 302}, number
        if answer.status_code == 302:  # nothing that counts was broken
            break
        assert rows(folder) == before, number
