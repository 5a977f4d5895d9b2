"""Addresses of intervision."""

from django.urls import path

from startlijn.web.intervision.views import arranging, composing, groups, methods, sessions

app_name = "intervision"
urlpatterns = [
    path("", groups.own, name="own"),
    path("wish/", groups.wish, name="wish"),
    path("wish/withdraw/", groups.withdraw, name="withdraw"),
    path("methods/", methods.methods, name="methods"),
    path("methods/<str:method_id>/", methods.card, name="method"),
    path("methods/<str:method_id>/timer/", methods.timer, name="timer"),
    path("<uuid:pk>/", groups.group, name="group"),
    path("<uuid:pk>/record/", sessions.record, name="record"),
    path("<uuid:pk>/leave/", groups.leave, name="leave"),
    path("meetings/<uuid:pk>/", sessions.session, name="session"),
    path("meetings/<uuid:pk>/change/", sessions.change, name="change"),
    path("meetings/<uuid:pk>/remove/", sessions.remove, name="remove"),
    path("meetings/<uuid:pk>/how/", sessions.how, name="how"),
    path("meetings/<uuid:pk>/takeaway/", sessions.takeaway, name="takeaway"),
    path("meetings/<uuid:pk>/takeaway/remove/", sessions.remove_takeaway, name="remove_takeaway"),
    path("arrange/", arranging.overview, name="arrange"),
    path("arrange/proposals/", arranging.proposals, name="proposals"),
    path("arrange/new/", arranging.new, name="new"),
    path("arrange/from/<uuid:published>/", arranging.from_published, name="from_published"),
    path("arrange/<uuid:pk>/", arranging.arranged, name="arranged"),
    path("arrange/<uuid:pk>/add/", arranging.add, name="add"),
    path("arrange/<uuid:pk>/dates/", arranging.dates, name="dates"),
    path("arrange/<uuid:pk>/close/", arranging.close, name="close"),
    path("arrange/members/<uuid:member>/remove/", arranging.remove_member, name="remove_member"),
    path("compose/", composing.compose, name="compose"),
    path("compose/<uuid:pk>/", composing.composition, name="composition"),
    path("compose/<uuid:pk>/again/", composing.again, name="again"),
    path("compose/<uuid:pk>/publish/", composing.publish, name="publish"),
    path("compose/<uuid:pk>/discard/", composing.discard, name="discard"),
    path("compose/places/<uuid:place>/move/", composing.move, name="move"),
]
