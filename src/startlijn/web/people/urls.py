"""Addresses of people."""

from django.urls import path

from startlijn.web.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add, name="add"),
    path("<uuid:pk>/", views.person, name="person"),
    path("<uuid:pk>/merge/", views.twice, name="twice"),
    path("<uuid:pk>/merge/<uuid:other>/", views.merge, name="merge"),
    path("<uuid:pk>/role/", views.role, name="role"),
    path("<uuid:pk>/role/<uuid:role_id>/end/", views.end, name="end"),
]
