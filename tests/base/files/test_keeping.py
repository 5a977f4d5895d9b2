"""Files are kept by what they hold, come back as they were, and leave nothing behind."""

from datetime import timedelta

import pytest
from django.db import transaction

from startlijn.base.files import actions, queries
from startlijn.base.files.models import StoredFile
from startlijn.base.files.rules import clean_name, made_at, new_key
from startlijn.base.files.terms import BadFileError, FileGoneError, QuotaError, Upload
from startlijn.base.seams import fixed
from startlijn.engines.media import FileFault, MediaType
from tests.conftest import AT
from tests.engines.media import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(world):
    """Keep a file for somebody: returns the row."""
    person = world.person("starter")

    def act(data=samples.PDF, name="les.pdf"):
        with world.here(), fixed(at=AT):
            return actions.keep_file(
                by=world.operator,
                at=AT,
                owner_id=person.pk,
                partnership_id=world.partnership.pk,
                upload=Upload(name, data),
            )

    return act


def contents(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_back_as_it_was(keep, world):
    row = keep()
    with world.here():
        found = queries.content(row.pk)
    assert (found.data, found.facts.name, found.facts.media_type) == (
        samples.PDF,
        "les.pdf",
        "application/pdf",
    )


def test_contents_lie_under_a_key_of_ours_that_only_we_read(keep, own_folder):
    row = keep(name="Noor Jansen.pdf")
    path = own_folder / row.key
    assert contents(own_folder) == [row.key]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_picture_is_kept_without_what_a_camera_added(keep, own_folder):
    row = keep(samples.png(extra=samples.png_piece(b"tEXt", samples.SECRET)), "bord.png")
    assert (own_folder / row.key).read_bytes() == samples.png()


def test_a_bad_file_leaves_neither_row_nor_contents(keep, world, own_folder):
    with pytest.raises(BadFileError) as refused:
        keep(b"MZ\0program", "les.pdf")
    with world.here():
        rows = StoredFile.objects.count()
    assert (refused.value.fault, rows, contents(own_folder)) == (FileFault.UNKNOWN_KIND, 0, [])


def test_a_person_keeps_no_more_than_agreed(keep, settings):
    settings.FILES_PER_PERSON_MIB = 1
    keep(b"%PDF-" + b"x" * 700_000 + b"%%EOF")
    with pytest.raises(QuotaError):
        keep(b"%PDF-" + b"x" * 700_000 + b"%%EOF")


def test_changed_contents_are_not_given_away(keep, world, own_folder):
    row = keep()
    (own_folder / row.key).write_bytes(samples.PDF + b"changed")
    with world.here(), pytest.raises(FileGoneError):
        queries.content(row.pk)


def test_lost_contents_are_told(keep, world, own_folder):
    row = keep()
    (own_folder / row.key).unlink()
    with world.here(), pytest.raises(FileGoneError):
        queries.content(row.pk)


def test_removing_takes_the_contents_when_it_commits(
    keep, world, own_folder, django_capture_on_commit_callbacks
):
    row = keep()
    with world.here(), django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(by=world.operator, at=AT, file_id=row.pk)
        before = contents(own_folder)
    assert (before, contents(own_folder)) == ([row.key], [])


def test_what_an_undone_transaction_left_is_swept_after_a_day(keep, world, own_folder):
    kept = keep()
    with transaction.atomic():
        keep()
        transaction.set_rollback(True)
    left = contents(own_folder)
    early = actions.sweep_files(at=AT + timedelta(hours=23))
    late = actions.sweep_files(at=AT + timedelta(hours=25))
    assert (len(left), early, late, contents(own_folder)) == (2, 0, 1, [kept.key])


def test_sweeping_leaves_what_is_not_ours(own_folder):
    (own_folder / "ab").mkdir()
    (own_folder / "ab" / "notes.txt").write_text("of somebody else")
    actions.sweep_files(at=AT + timedelta(days=9))
    assert contents(own_folder) == ["ab/notes.txt"]


def test_a_key_tells_when_it_was_made():
    with fixed(at=AT, seed=1):
        first, second = new_key(AT), new_key(AT)
    assert (made_at(first), made_at(second), first == second) == (AT, AT, False)
    assert made_at("ab/readme.txt") is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("les.pdf", "les.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Noor\\les.docx", "les.pdf"),
        ('a"; filename="b.exe', "a filename= b.pdf"),
        ("onzichtbaar\u202egnp.exe", "onzichtbaargnp.pdf"),
        ("les\r\nSet-Cookie: a.pdf", "lesSet-Cookie a.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("verslag v1.2 van groep zeven", "verslag v1.2 van groep zeven.pdf"),
        ("é" * 200, "é" * 116 + ".pdf"),
    ],
)
def test_a_name_is_safe_and_ends_as_its_content(given, kept):
    assert clean_name(given, MediaType.PDF) == kept
