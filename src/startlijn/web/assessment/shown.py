"""What was judged, ready for the page: all assessors beside each other, and what was handed in."""

from typing import Any

from django.utils.translation import gettext as _

from startlijn.content.instruments import Instrument, Item
from startlijn.domain.assessment.queries.views import Compared
from startlijn.domain.assessment.rules.judging import OnIndicator
from startlijn.domain.instruments.terms import Value, WithoutScale
from startlijn.web.assessment.words import agreement_words


def level_name(instrument: Instrument, item: Item, value: Value | None) -> str:
    """Return what a value is called; empty for what was left open."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(WithoutScale(value).label)
    found = next((option for option in instrument.options(item) if option.value == value), None)
    return found.label.told() if found else str(value)


def beside(instrument: Instrument, compared: Compared | None) -> list[dict[str, Any]]:
    """Return the areas with what each assessor said per indicator; what they see apart first."""
    if compared is None:
        return []
    rows = {row.item.key: row for row in compared.indicators}
    found = []
    for part in instrument.parts:
        apart_first = sorted(part.items, key=lambda item: -(rows[item.key].agrees.apart or 0))
        interviews = [
            {"name": each.name, "text": each.interview[part.key]}
            for each in compared.judgements
            if part.key in each.interview
        ]
        found.append(
            {
                "title": part.title.told(),
                "rows": [_beside_row(instrument, compared, rows[item.key]) for item in apart_first],
                "interviews": interviews,
            }
        )
    return found


def _beside_row(instrument: Instrument, compared: Compared, row: OnIndicator) -> dict[str, Any]:
    return {
        "text": row.item.text.told(),
        "levels": [
            {"name": name, "level": level_name(instrument, row.item, value), "note": note}
            for name, value, note in zip(compared.names, row.values, row.notes, strict=True)
        ],
        "simple": _share(row.agrees.simple),
        "corrected": row.agrees.corrected,
    }


def _share(simple: float | None) -> str:
    return "" if simple is None else _("%(share)s%%") % {"share": round(100 * simple)}


def compared_context(instrument: Instrument, compared: Compared | None) -> dict[str, Any]:
    """Return the judgements beside each other with how far they agree."""
    return {
        "compared": compared,
        "beside": beside(instrument, compared),
        "agreement": agreement_words(compared.agreement) if compared else None,
    }


def submitted_items(content: dict[str, Any], instrument: Instrument) -> list[dict[str, Any]]:
    """Return what was handed in, piece by piece, with the indicators each one shows."""
    names = {item.key: item.text.told() for item in instrument.items}
    return [
        item | {"shows": [names[key] for key in item.get("indicators", ()) if key in names]}
        for item in content.get("items", ())
    ]
