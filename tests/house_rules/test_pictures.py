"""Pictures of the documents: small, and the logo the same everywhere."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"


def test_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > 250_000} == {}


def test_logo_of_the_documents_is_the_logo_of_the_pages():
    static = ROOT / "src" / "startlijn" / "web" / "static" / "startlijn"
    assert (PICTURES / "logo.svg").read_bytes() == (static / "logo.svg").read_bytes()
