"""Addresses of emergency access."""

from django.urls import path

from startlijn.web.emergency import views

app_name = "emergency"
urlpatterns = [
    path("", views.own, name="own"),
    path("ask/", views.ask, name="ask"),
    path("answer/", views.answer, name="answer"),
    path("<uuid:pk>/allow/", views.allow, name="allow"),
    path("<uuid:pk>/refuse/", views.refuse, name="refuse"),
    path("<uuid:pk>/", views.look, name="look"),
]
