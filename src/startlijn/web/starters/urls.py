"""Addresses of starters."""

from django.urls import path

from startlijn.web.starters.views import correcting, files, moves, overview, reduced, registering, time, work

app_name = "starters"
urlpatterns = [
    path("", overview.starters, name="starters"),
    path("register/", registering.register, name="register"),
    path("import/", files.upload, name="import"),
    path("import/confirm/", files.confirm, name="import_confirm"),
    path("import/start/", files.start, name="import_start"),
    path("import/progress/", files.progress, name="import_progress"),
    path("import/progress/left-out/", files.progress_left_out, name="import_progress_left_out"),
    path("import/left-out/", files.left_out, name="import_left_out"),
    path("ask/", moves.ask, name="ask"),
    path("moves/", moves.own, name="moves"),
    path("moves/<uuid:pk>/", moves.decide, name="move"),
    path("moves/<uuid:pk>/no/", moves.refuse, name="move_refuse"),
    path("pool/", overview.without_school, name="pool"),
    path("pool/<uuid:pk>/", overview.claim, name="claim"),
    path("facts/", reduced.overview, name="facts"),
    path("facts/<uuid:pk>/", reduced.one, name="facts_of"),
    path("work/<uuid:pk>/", work.change, name="work"),
    path("work/<uuid:pk>/end/", work.end, name="work_end"),
    path("pauses/<uuid:pk>/", time.come_back, name="pause_end"),
    path("<uuid:pk>/", overview.starter, name="starter"),
    path("<uuid:pk>/change/", registering.change, name="change"),
    path("<uuid:pk>/undo/", registering.undo, name="undo"),
    path("<uuid:pk>/invite/", registering.invite, name="invite"),
    path("<uuid:pk>/work/", work.add, name="work_add"),
    path("<uuid:pk>/pause/", time.pause, name="pause"),
    path("<uuid:pk>/extend/", time.extend, name="extend"),
    path("<uuid:pk>/leave/", time.leave, name="leave"),
    path("<uuid:pk>/stay/", time.stay, name="stay"),
    path("<uuid:pk>/complete/", time.complete, name="complete"),
    path("<uuid:pk>/start/", correcting.start, name="start"),
    path("<uuid:pk>/reopen/", correcting.reopen, name="reopen"),
]
