"""Addresses of the visitor's own choices about the look."""

from django.urls import path

from startlijn.web.design import views

urlpatterns = [
    path("look/theme/", views.theme, name="theme"),
    path("look/language/", views.language, name="language"),
]
