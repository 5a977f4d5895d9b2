"""Addresses of the calendar."""

from django.urls import path

from startlijn.web.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.holidays, name="holidays"),
    path("file/", views.file, name="file"),
    path("own/add/", views.own_add, name="own_add"),
    path("own/<uuid:pk>/remove/", views.own_remove, name="own_remove"),
    path("<int:begins_in>/<slug:region>/<slug:holiday>/", views.holiday, name="holiday"),
    path("<int:begins_in>/<slug:region>/<slug:holiday>/drop/", views.drop, name="drop"),
]
