"""The tabs above the lists of organisations."""

from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission


def tabs(actor: Actor, current: str) -> list[dict[str, object]]:
    """Return the tabs this actor may open; `current` is the url name of the one that is open."""
    names = {"schools": _("Schools"), "boards": _("Boards"), "sub_regions": _("Sub-regions")}
    if may(actor, Permission.REGISTRY_IMPORT):
        names["imports"] = _("The register")
    found: list[dict[str, object]] = [
        {"label": label, "url": reverse(f"organisations:{name}"), "current": name == current}
        for name, label in names.items()
    ]
    return [*found, {"label": _("School holidays"), "url": reverse("calendar:holidays"), "current": False}]
