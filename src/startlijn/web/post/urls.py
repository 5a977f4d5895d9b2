"""Addresses of mail."""

from django.urls import path

from startlijn.web.post import views

app_name = "post"
urlpatterns = [
    path("", views.own, name="own"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("stop/<str:token>/at-once/", views.at_once, name="at_once"),
]
