"""Addresses of lessons that are watched, and of learning questions."""

from django.urls import path

from startlijn.web.observations.views import filling, growing, lessons, planning, questions

app_name = "observations"
urlpatterns = [
    path("", lessons.overview, name="lessons"),
    path("plan/", planning.choose_purpose, name="choose_purpose"),
    path("plan/<slug:way>/", planning.plan, name="plan"),
    path("ask/", planning.ask, name="ask"),
    path("growth/", growing.growth, name="growth"),
    path("questions/", questions.own, name="questions"),
    path("questions/<uuid:pk>/", questions.change, name="question"),
    path("questions/<uuid:pk>/share/", questions.share, name="share"),
    path("questions/<uuid:pk>/keep/", questions.stop_sharing, name="stop_sharing"),
    path("questions/<uuid:pk>/remove/", questions.remove, name="remove_question"),
    path("questions/of/<uuid:pk>/", questions.shared, name="shared_questions"),
    path("<uuid:pk>/", lessons.lesson, name="lesson"),
    path("<uuid:pk>/print/", lessons.on_paper, name="paper"),
    path("<uuid:pk>/moment/", planning.choose_moment, name="moment"),
    path("<uuid:pk>/call-off/", planning.call_off, name="call_off"),
    path("<uuid:pk>/remove/", planning.remove, name="remove"),
    path("<uuid:pk>/fill/", filling.fill, name="fill"),
    path("<uuid:pk>/pupils/", filling.pupils, name="pupils"),
    path("<uuid:pk>/talk/", filling.talk, name="talk"),
]
