"""Addresses of meetings. The addresses of a series and of a poll stand in mails and calendars: they stay."""

from django.urls import path

from startlijn.web.meetings.views import calendars, own, people, planning, poll, series

app_name = "meetings"
urlpatterns = [
    path("meetings/", own.own, name="own"),
    path("meetings/series/<uuid:pk>/", own.series, name="series"),
    path("meetings/plan/", series.overview, name="overview"),
    path("meetings/plan/new/", series.new, name="new"),
    path("meetings/plan/group/<uuid:pk>/", series.for_group, name="for_group"),
    path("meetings/plan/<uuid:pk>/", series.detail, name="plan"),
    path("meetings/plan/<uuid:pk>/edit/", series.edit, name="edit"),
    path("meetings/plan/<uuid:pk>/stage/", series.stage, name="stage"),
    path("meetings/plan/<uuid:pk>/people/", people.members, name="members"),
    path("meetings/plan/<uuid:pk>/proposal/", planning.proposal, name="proposal"),
    path("meetings/plan/<uuid:pk>/add/", planning.add, name="add"),
    path("meetings/plan/<uuid:pk>/change/", planning.change, name="change"),
    path("meetings/plan/<uuid:pk>/calendar/", calendars.address, name="calendar"),
    path("meetings/slots/<uuid:pk>/pin/", planning.pin, name="pin"),
    path("meetings/people/<uuid:pk>/answers/", people.answers, name="answers"),
    path("meetings/people/<uuid:pk>/link/", people.new_link, name="new_link"),
    path("meetings/<uuid:pk>/move/", planning.move, name="move"),
    path("meetings/<uuid:pk>/cancel/", planning.cancel, name="cancel"),
    path("meetings/<uuid:pk>/attendance/", people.attendance, name="attendance"),
    path("meetings/<uuid:pk>.ics", calendars.one, name="one"),
    path("meetings/calendar/<str:secret>.ics", calendars.feed, name="feed"),
    path("poll/<str:token>/", poll.answer, name="poll"),
]
