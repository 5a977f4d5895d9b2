"""Root addresses."""

from django.urls import include, path

urlpatterns = [path("api/", include("startlijn.api.urls")), path("", include("startlijn.web.urls"))]

handler400 = "startlijn.web.errors.bad_request"
handler403 = "startlijn.web.errors.forbidden"
handler404 = "startlijn.web.errors.not_found"
handler500 = "startlijn.web.errors.server_error"
