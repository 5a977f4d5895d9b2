"""Addresses of all pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("startlijn.web.home.urls")),
    path("people/", include("startlijn.web.people.urls")),
]
