"""What a file is follows from its content, and a picture loses what a camera added."""

import struct

import pytest

from startlijn.engines.media import BadFile, FileFault, Limits, MediaType, examine
from tests.engines.media import samples


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.PDF, MediaType.PDF),
        (samples.png(), MediaType.PNG),
        (samples.jpeg(), MediaType.JPEG),
        (samples.TEXT, MediaType.TEXT),
        (samples.DOCX, MediaType.DOCX),
        (samples.XLSX, MediaType.XLSX),
        (samples.PPTX, MediaType.PPTX),
        (samples.ODT, MediaType.ODT),
    ],
)
def test_content_tells_the_kind_and_clean_bytes_stay(data, kind):
    found = examine(data)
    assert (found.media_type, found.data) == (kind, data)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"  \n", FileFault.EMPTY),
        (b"MZ\x90\0\x03program", FileFault.UNKNOWN_KIND),
        (b"<!DOCTYPE html><script>alert(1)</script>", FileFault.UNKNOWN_KIND),
        (b"\xef\xbb\xbf <svg xmlns='x' onload='alert(1)'/>", FileFault.UNKNOWN_KIND),
        (b"text with a \0 in it", FileFault.UNKNOWN_KIND),
        (b"caf\xe9", FileFault.UNKNOWN_KIND),
        (b"GIF89a\x01\0\x01\0", FileFault.UNKNOWN_KIND),
        (samples.PDF[:-6], FileFault.DAMAGED),
        (samples.png()[:-4], FileFault.DAMAGED),
        (samples.png().replace(b"IDAT", b"JDAT"), FileFault.DAMAGED),
        (samples.jpeg()[:-2], FileFault.DAMAGED),
        (samples.jpeg()[:20], FileFault.DAMAGED),
        (samples.zipped({"a.txt": b"a"}), FileFault.UNKNOWN_KIND),
        (samples.DOCX[:-30], FileFault.DAMAGED),
        (samples.office("word/document.xml", **{"word/vbaProject.bin": b"x"}), FileFault.MACROS),
        (samples.office("word/document.xml", **{"../out": b"x"}), FileFault.UNSAFE_ARCHIVE),
        (samples.office("word/document.xml", **{"a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
         FileFault.UNSAFE_ARCHIVE),
        (samples.office("word/document.xml", big=b"\0" * 3_000_000), FileFault.UNSAFE_ARCHIVE),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_reason(data, fault):
    with pytest.raises(BadFile) as refused:
        examine(data)
    assert refused.value.code is fault


def test_too_large_is_seen_first():
    with pytest.raises(BadFile) as refused:
        examine(b"%PDF-" + b"x" * 100, limits=Limits(size=50))
    assert (refused.value.code, refused.value.details) == (FileFault.TOO_LARGE, {"limit": 50})


@pytest.mark.parametrize("picture", [samples.png(60_000, 60_000), samples.jpeg(60_000, 60_000)])
def test_a_flood_of_points_is_refused_by_what_the_header_says(picture):
    with pytest.raises(BadFile) as refused:
        examine(picture)
    assert refused.value.code is FileFault.TOO_MANY_PIXELS


def test_png_loses_texts_and_place():
    extra = samples.png_piece(b"tEXt", b"Comment\0" + samples.SECRET)
    extra += samples.png_piece(b"eXIf", samples.TIFF + samples.SECRET)
    assert examine(samples.png(extra=extra) + b"behind").data == samples.png()


def test_jpeg_loses_everything_a_camera_added_but_keeps_which_side_is_up():
    extra = samples.exif(6) + samples.segment(0xFE, samples.SECRET)
    extra += samples.segment(0xED, b"Photoshop" + samples.SECRET)
    found = examine(samples.jpeg(extra=extra, after=samples.SECRET)).data
    assert samples.SECRET not in found
    upright = samples.segment(0xE1, b"Exif\0\0" + samples.TIFF)
    assert found == samples.jpeg()[:2] + upright + samples.jpeg()[2:]


def test_an_upright_picture_needs_no_word_about_it():
    assert examine(samples.jpeg(extra=samples.exif(1))).data == samples.jpeg()


def test_a_cleaned_picture_comes_out_the_same_again():
    once = examine(samples.jpeg(extra=samples.exif(8) + samples.segment(0xFE, b"me"))).data
    assert examine(once).data == once


def test_colours_stay():
    profile = samples.segment(0xE2, b"ICC_PROFILE\0\x01\x01colours")
    found = examine(samples.jpeg(extra=profile)).data
    assert found == samples.jpeg(extra=profile)


def test_a_folder_of_exif_that_points_nowhere_is_upright():
    wild = samples.segment(0xE1, b"Exif\0\0" + struct.pack(">2sHI", b"MM", 42, 4_000_000_000))
    assert examine(samples.jpeg(extra=wild)).data == samples.jpeg()
