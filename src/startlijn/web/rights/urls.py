"""Addresses of rights and the own data."""

from django.urls import path

from startlijn.web.rights import own, views

app_name = "rights"
urlpatterns = [
    path("rights/", views.rights, name="rights"),
    path("rights/why/<slug:kind>/<uuid:pk>/", views.why, name="why"),
    path("rights/holders/", views.holders, name="holders"),
    path("rights/holders.csv", views.holders_table, name="holders_table"),
    path("me/data/", own.own_data, name="own_data"),
    path("me/data/take/", own.take_own_data, name="take_own_data"),
    path("me/data/erase/", own.ask_own_erasure, name="ask_own_erasure"),
    path("me/data/keep/", own.withdraw_own_erasure, name="withdraw_own_erasure"),
    path("me/data/<slug:kind>/", own.own_table, name="own_table"),
    path("me/data/<slug:kind>/<uuid:pk>/", own.statement, name="statement"),
]
