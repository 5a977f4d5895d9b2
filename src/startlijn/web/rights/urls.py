"""Addresses of rights and the own data."""

from django.urls import path

from startlijn.web.rights import views

app_name = "rights"
urlpatterns = [
    path("rights/", views.rights, name="rights"),
    path("rights/why/<slug:kind>/<uuid:pk>/", views.why, name="why"),
    path("rights/holders/", views.holders, name="holders"),
    path("rights/holders.csv", views.holders_table, name="holders_table"),
    path("me/data/", views.own_data, name="own_data"),
    path("me/data/take/", views.take_own_data, name="take_own_data"),
]
