"""`startlijn access matrix`: every answer of the policy, and every address."""

import json

from tools.addresses import addresses

from startlijn.cli.main import main


def printed(capsys, *given) -> str:
    assert main(["access", "matrix", *given]) == 0
    return capsys.readouterr().out


def test_matrix_tells_how_much_it_holds(capsys):
    cells, allowed, urls = (int(word) for word in printed(capsys).replace(",", "").split() if word.isdigit())
    assert (cells > 5000, 0 < allowed < cells, urls >= len(addresses())) == (True, True, True)


def test_matrix_has_every_address_with_its_permission_or_reason(capsys):
    urls = json.loads(printed(capsys, "--json"))["urls"]
    assert {url["path"] for url in urls} >= {address.path for address in addresses()}
    assert [url for url in urls if bool(url["permission"]) == bool(url["open_because"])] == []


def test_matrix_says_who_reads_a_note(capsys):
    cells = json.loads(printed(capsys, "--json"))["cells"]
    allowed = {
        (cell["role"], cell["relation"])
        for cell in cells
        if cell["object"] == "domain.ContactNote" and cell["allowed"]
    }
    assert allowed == {
        ("starter", "related: self"),
        ("starter", "relation_ended: self"),
        ("coach", "related: guides"),
    }
