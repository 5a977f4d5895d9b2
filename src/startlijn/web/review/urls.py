"""Addresses of reviews."""

from django.urls import path

from startlijn.web.review.views import needs, reviews, running, scans

app_name = "review"
urlpatterns = [
    path("", reviews.overview, name="reviews"),
    path("<uuid:pk>/", reviews.review, name="review"),
    path("<uuid:pk>/run/", running.run, name="run"),
    path("<uuid:pk>/differences/", running.differences, name="differences"),
    path("<uuid:pk>/points/", running.points, name="points"),
    path("<uuid:pk>/close/", running.close, name="close"),
    path("point/<uuid:pk>/done/", running.done, name="point_done"),
    path("version/<uuid:pk>/open/", running.open_review, name="open"),
    path("version/<uuid:pk>/scan/", scans.scan, name="scan"),
    path("version/<uuid:pk>/safeguarding/", scans.safeguarding, name="safeguarding"),
    path("needs/", needs.overview, name="needs"),
    path("needs/<uuid:pk>/", needs.school, name="school_needs"),
]
