"""The visitor's own choices about how pages look: colours and language, each kept in a cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import set_language

from startlijn.web.doors import open_door
from startlijn.web.middleware import Request

THEMES = ("auto", "light", "dark")
COOKIE = "theme"
YEAR = 365 * 24 * 60 * 60


def chosen_theme(request: HttpRequest) -> str:
    """Return the colours this visitor chose: "light", "dark", or "auto" (as the device says)."""
    found = request.COOKIES.get(COOKIE, "auto")
    return found if found in THEMES else "auto"


@open_door("how a page looks is everybody's own choice", "POST")
def theme(request: Request) -> HttpResponse:
    """Keep the chosen colours in a cookie and go back to the page `next`, on this site only."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


language = open_door("everybody may choose a language", "POST")(set_language)
