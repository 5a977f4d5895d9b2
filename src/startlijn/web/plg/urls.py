"""Addresses of learning groups."""

from django.urls import path

from startlijn.web.plg import boards, views

app_name = "plg"
urlpatterns = [
    path("", views.own, name="own"),
    path("open/<uuid:series>/", views.open_room, name="open"),
    path("<uuid:pk>/", views.room, name="room"),
    path("<uuid:pk>/agenda/", views.agenda, name="agenda"),
    path("<uuid:pk>/timer/", views.timer, name="timer"),
    path("<uuid:pk>/teams/", views.teams, name="teams"),
    path("<uuid:pk>/teams/form/", views.form_teams, name="form_teams"),
    path("<uuid:pk>/teams/move/", views.move_member, name="move_member"),
    path("<uuid:pk>/print/", views.paper, name="print"),
    path("<uuid:pk>/cards/add/", boards.add_card, name="add_card"),
    path("cards/<uuid:card>/", boards.change_card, name="card"),
    path("cards/<uuid:card>/move/", boards.move_card, name="move_card"),
    path("cards/<uuid:card>/remove/", boards.remove_card, name="remove_card"),
    path("<uuid:pk>/notes/", boards.notes, name="notes"),
    path("notes/<uuid:note>/remove/", boards.remove_note, name="remove_note"),
]
