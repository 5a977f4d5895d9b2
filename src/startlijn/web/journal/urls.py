"""Addresses of the journal."""

from django.urls import path

from startlijn.web.journal import views

app_name = "journal"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("who-looked/", views.who_looked, name="who_looked"),
]
