"""Addresses of own work and of the statement."""

from django.urls import path

from startlijn.web.ledger.views import desk, own, statement

app_name = "ledger"
urlpatterns = [
    path("", own.courses, name="courses"),
    path("<uuid:pk>/", own.ledger, name="ledger"),
    path("<uuid:pk>/add/", own.add, name="add"),
    path("<uuid:pk>/statement/", statement.statement, name="statement"),
    path("<uuid:pk>/statement/download/", statement.download, name="download"),
    path("<uuid:pk>/opinion/", statement.opinion, name="opinion"),
    path("lines/<uuid:pk>/", own.change, name="change"),
    path("lines/<uuid:pk>/remove/", own.remove, name="remove"),
    path("editions/<uuid:pk>/", desk.edition, name="edition"),
    path("participants/<uuid:pk>/", desk.decide, name="decide"),
]
