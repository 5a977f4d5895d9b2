"""Addresses of the journal."""

from django.urls import path

from startlijn.web.journal import views

app_name = "journal"
urlpatterns = [path("", views.journal, name="journal")]
