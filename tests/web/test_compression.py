"""Pages go over the line compressed, each padded at random so that its length tells nothing (BREACH)."""

import gzip


def test_page_is_compressed_for_a_browser_that_asks(client, db):
    plain = client.get("/in/", headers={"accept-language": "en"})
    packed = client.get("/in/", headers={"accept-language": "en", "accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Log in" in gzip.decompress(packed.content).decode()
    assert len(packed.content) < len(plain.content) / 2


def test_length_of_the_same_page_differs(client, db):
    lengths = {len(client.get("/gallery/", headers={"accept-encoding": "gzip"}).content) for _ in range(20)}
    assert len(lengths) > 1


def test_page_is_plain_for_who_does_not_ask(client, db):
    assert "Content-Encoding" not in client.get("/in/").headers
