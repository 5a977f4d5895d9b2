"""Brings in the form that the partnership of the demo made itself."""

from startlijn import content
from startlijn.demo.stage import Stage
from startlijn.domain.instruments.actions import import_instrument

_FILE = "demo_instrument.yaml"


def load_instruments(stage: Stage) -> None:
    """Bring the form in, as the operator did when the partnership asked for it last school year."""
    with stage.on(stage.day(1, 8, 25)) as at:
        import_instrument(by=stage.operator(), at=at, file=_FILE, content=content.text(_FILE).encode())
