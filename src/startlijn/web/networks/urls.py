"""Addresses of networks. `boards/` stands in mails: it stays."""

from django.urls import path

from startlijn.web.networks import boards, video, views

app_name = "networks"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("new/", views.new, name="new"),
    path("boards/", boards.examples, name="boards"),
    path("boards/share/", boards.share, name="share"),
    path("boards/examples/<uuid:pk>/follow/", boards.follow, name="follow"),
    path("boards/examples/<uuid:pk>/take-back/", boards.take_back, name="take_back"),
    path("video/<uuid:pk>/call-off/", video.call_off, name="video_call_off"),
    path("<uuid:pk>/video/", video.arrange, name="video"),
    path("<uuid:pk>/", views.network, name="network"),
    path("<uuid:pk>/join/", views.join, name="join"),
    path("<uuid:pk>/leave/", views.leave, name="leave"),
    path("<uuid:pk>/end/", views.end, name="end"),
]
