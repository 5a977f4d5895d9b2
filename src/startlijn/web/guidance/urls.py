"""Addresses of lines."""

from django.urls import path

from startlijn.web.guidance.views import calendar, coaching, confirm, desk, own, practice, steps

app_name = "guidance"
urlpatterns = [
    path("line/", own.own, name="own"),
    path("line/add/", steps.own_add, name="own_add"),
    path("line/needs/", own.needs, name="needs"),
    path("line/needs/<uuid:pk>/remove/", own.remove_needs, name="remove_needs"),
    path("line/pass-on/", own.pass_on, name="pass_on"),
    path("line/notes/<uuid:pk>/remove/", own.remove_note, name="remove_note"),
    path("line/swap/<uuid:pk>/", own.swap, name="swap"),
    path("line/steps/<uuid:pk>/", steps.own_step, name="own_step"),
    path("line/steps/<uuid:pk>/move/", steps.own_move, name="own_move"),
    path("line/steps/<uuid:pk>/cancel/", steps.own_cancel, name="own_cancel"),
    path("coaching/", coaching.own_starters, name="coaching"),
    path("coaching/me/", coaching.own_details, name="own_coach"),
    path("coaching/<uuid:pk>/", coaching.starter, name="starter"),
    path("coaching/<uuid:pk>/add/", steps.coach_add, name="coach_add"),
    path("coaching/<uuid:pk>/note/", coaching.write_note, name="write_note"),
    path("coaching/notes/<uuid:pk>/", coaching.change_note, name="change_note"),
    path("coaching/steps/<uuid:pk>/", steps.coach_step, name="coach_step"),
    path("coaching/steps/<uuid:pk>/move/", steps.coach_move, name="coach_move"),
    path("coaching/steps/<uuid:pk>/cancel/", steps.coach_cancel, name="coach_cancel"),
    path("lines/", desk.to_put_right, name="missing"),
    path("lines/<uuid:pk>/", desk.line, name="line"),
    path("lines/<uuid:pk>/plan/", desk.plan, name="plan"),
    path("lines/<uuid:pk>/follow/", desk.follow, name="follow"),
    path("lines/<uuid:pk>/add/", steps.desk_add, name="desk_add"),
    path("lines/<uuid:pk>/coach/", desk.pair, name="pair"),
    path("lines/<uuid:pk>/coach/end/", desk.end_pairing, name="end_pairing"),
    path("lines/steps/<uuid:pk>/move/", steps.desk_move, name="desk_move"),
    path("lines/steps/<uuid:pk>/cancel/", steps.desk_cancel, name="desk_cancel"),
    path("coaches/", desk.coaches, name="coaches"),
    path("coaches/make/", desk.make_coach, name="make_coach"),
    path("coaches/<uuid:pk>/", desk.coach, name="coach"),
    path("coaches/<uuid:pk>/starter/", desk.pair_from_coach, name="pair_from_coach"),
    path("practice/", practice.overview, name="practice"),
    path("practice/<uuid:pk>/", practice.school, name="school_practice"),
    path("practice/<uuid:pk>/figures.<slug:kind>", practice.download, name="practice_download"),
    path("calendar/", calendar.address, name="calendar"),
    path("calendar/steps/<uuid:pk>.ics", calendar.one, name="moment"),
    path("calendar/<str:secret>.ics", calendar.feed, name="feed"),
    path("confirm/<str:token>/", confirm.confirm, name="confirm"),
]
