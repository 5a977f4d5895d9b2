"""Addresses of the library of instruments."""

from django.urls import path

from startlijn.web.instruments import views

app_name = "instruments"
urlpatterns = [
    path("", views.library, name="library"),
    path("<str:instrument_id>/", views.instrument, name="instrument"),
]
