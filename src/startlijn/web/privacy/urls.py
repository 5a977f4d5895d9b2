"""Addresses of privacy."""

from django.urls import path

from startlijn.web.privacy import views

app_name = "privacy"
urlpatterns = [
    path("privacy/", views.overview, name="overview"),
    path("privacy/due/", views.due, name="due"),
    path("privacy/register/", views.register, name="register"),
    path("privacy/register.json", views.register_file, name="register_file"),
    path("privacy/people/<uuid:pk>/", views.person, name="person"),
    path("privacy/people/<uuid:pk>/erase/", views.ask_erasure, name="ask_erasure"),
    path("privacy/people/<uuid:pk>/restrict/", views.restrict, name="restrict"),
    path("privacy/erasures/<uuid:pk>/", views.carry_out, name="carry_out"),
    path("privacy/erasures/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("privacy/restrictions/<uuid:pk>/lift/", views.lift, name="lift"),
]
