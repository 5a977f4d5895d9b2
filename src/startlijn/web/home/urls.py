"""Addresses of home."""

from django.urls import path

from startlijn.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("heartbeat", views.heartbeat, name="heartbeat"),
]
