"""The gallery: no data of anybody, open to everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from startlijn.web.design.views import chosen_theme
from startlijn.web.doors import open_door
from startlijn.web.gallery import samples
from startlijn.web.gallery.forms import KIND_NOTES, SampleForm
from startlijn.web.middleware import Request

OPEN = "shows components with made-up content"
PAGES = {"400": 400, "403": 403, "404": 404, "409": 409, "429": 429, "500": 500}


@open_door(OPEN)
def gallery(request: Request) -> HttpResponse:
    """Show every component in every state; `?theme=dark` shows it in other colours for one look."""
    context = samples.content() | {
        "empty_form": SampleForm(auto_id="a_%s"),
        "wrong_form": SampleForm({"name": "", "mail": "geen adres", "region": "xx"}, auto_id="b_%s"),
        "notes": KIND_NOTES,
        "numbers": Paginator(range(95), 10).page(3),
        "theme": request.GET.get("theme", chosen_theme(request)),
    }
    return render(request, "gallery/gallery.html", context)


@open_door(OPEN)
def page(request: Request, name: str) -> HttpResponse:
    """Show the page that people meet when something does not go as hoped (`name` is its status code)."""
    if name not in PAGES:
        raise Http404
    pairs = [{"label": "Aanpak", "yours": samples.content()["mine"], "theirs": samples.content()["theirs"]}]
    return render(request, f"{name}.html", {"pairs": pairs, "again": "#"}, status=PAGES[name])
