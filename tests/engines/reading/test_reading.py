import pytest

from startlijn.engines.media import MediaType
from startlijn.engines.reading import MOST_LETTERS, text_of
from tests.engines.media.samples import zipped

WORD = (
    b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Bel </w:t></w:r><w:r><w:t>Sanne</w:t></w:r></w:p>'
    b"<w:p><w:r><w:t>Tweede regel</w:t></w:r></w:p></w:body></w:document>"
)
OPEN = b'<o xmlns:t="t"><t:p>Bel <t:span>Sanne</t:span> morgen</t:p><t:p>Tweede</t:p></o>'


@pytest.mark.parametrize(
    ("data", "media_type", "text"),
    [
        ("Hallo\ndaar".encode("utf-8-sig"), MediaType.TEXT, "Hallo\ndaar"),
        (zipped({"word/document.xml": WORD}), MediaType.DOCX, "Bel Sanne\nTweede regel\n"),
        (zipped({"content.xml": OPEN}), MediaType.ODT, "Bel Sanne morgen\nTweede\n"),
        (b"%PDF-1.7", MediaType.PDF, None),
        (b"\x89PNG", MediaType.PNG, None),
        (b"no zip", MediaType.DOCX, None),
        (zipped({"word/document.xml": b"<a><b></a>"}), MediaType.DOCX, None),
        (zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), MediaType.DOCX, None),
        (b"x", "application/unknown", None),
    ],
)
def test_text_of_a_file_or_none(data, media_type, text):
    assert text_of(data, media_type) == text


def test_only_parts_with_words_are_read():
    data = zipped({"word/document.xml": WORD, "word/styles.xml": b"<a>Stijl</a>"})
    assert text_of(data, MediaType.DOCX) == "Bel Sanne\nTweede regel\n"


def test_long_text_is_cut():
    assert len(text_of(b"a" * (MOST_LETTERS + 1), MediaType.TEXT)) == MOST_LETTERS
