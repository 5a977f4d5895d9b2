"""Reading the public register and the imports that fill it."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import RegistryImport, RegistrySite, School
from startlijn.base.organisations.rules import search_text


def search_register(actor: Actor, text: str) -> QuerySet[RegistrySite]:
    """Return the open sites of the register of which every word is found, by name; none for no words.

    Words are looked for in name, place, municipality, site code (BRIN) and board at once. Sites that take
    part in the partnership already are left out.
    """
    must(actor, Permission.REGISTRY_READ)
    words = search_text(text).split()
    if not words:
        return RegistrySite.objects.none()
    sites = RegistrySite.objects.filter(closed_on=None)
    for word in words:
        sites = sites.filter(Q(search__contains=word) | Q(board__name__icontains=word))
    ours = School.objects.exclude(registry_site=None).values("registry_site")
    return sites.exclude(pk__in=ours).select_related("board").order_by("name", "place")


def registry_site(actor: Actor, site_code: str) -> RegistrySite:
    """Return one site of the register with its board; `NotVisibleError` when there is none."""
    must(actor, Permission.REGISTRY_READ)
    site = RegistrySite.objects.select_related("board").filter(pk=site_code).first()
    if site is None:
        raise NotVisibleError("RegistrySite")
    return site


def register_size() -> dict[str, int]:
    """Return how many open sites and boards the register has: `sites`, `boards`."""
    return RegistrySite.objects.filter(closed_on=None).aggregate(
        sites=Count("pk"), boards=Count("board", distinct=True)
    )


def imports(actor: Actor) -> QuerySet[RegistryImport]:
    """Return all imports, newest first, without their rows."""
    must(actor, Permission.REGISTRY_IMPORT)
    return RegistryImport.objects.defer("rows", "difference").order_by("-staged_at", "-pk")


def import_page(actor: Actor, import_id: UUID) -> RegistryImport:
    """Return one import with its difference; `NotVisibleError` when there is none."""
    must(actor, Permission.REGISTRY_IMPORT)
    found = RegistryImport.objects.defer("rows").filter(pk=import_id).first()
    if found is None:
        raise NotVisibleError("RegistryImport")
    return found
