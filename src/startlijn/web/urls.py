"""Addresses of all pages."""

from django.urls import include, path

from startlijn.web.observations.views.offline import worker

urlpatterns = [
    path("", include("startlijn.web.home.urls")),
    path("", include("startlijn.web.design.urls")),
    path("", include("startlijn.web.gallery.urls")),
    path("", include("startlijn.web.accounts.urls")),
    path("mail/", include("startlijn.web.post.urls")),
    path("people/", include("startlijn.web.people.urls")),
    path("", include("startlijn.web.organisations.urls")),
    path("groups/", include("startlijn.web.groups.urls")),
    path("courses/", include("startlijn.web.courses.urls")),
    path("reviews/", include("startlijn.web.review.urls")),
    path("", include("startlijn.web.guidance.urls")),
    path("", include("startlijn.web.meetings.urls")),
    path("instruments/", include("startlijn.web.instruments.urls")),
    path("assessments/", include("startlijn.web.assessment.urls")),
    path("observations/", include("startlijn.web.observations.urls")),
    path("lessons-worker.js", worker, name="lessons_worker"),
    path("dossier/", include("startlijn.web.dossier.urls")),
    path("starters/", include("startlijn.web.starters.urls")),
    path("networks/", include("startlijn.web.networks.urls")),
    path("holidays/", include("startlijn.web.calendar.urls")),
    path("programmes/", include("startlijn.web.induction.urls")),
    path("plg/", include("startlijn.web.plg.urls")),
    path("intervision/", include("startlijn.web.intervision.urls")),
    path("courses/knowledge/", include("startlijn.web.knowledge.urls")),
    path("courses/work/", include("startlijn.web.ledger.urls")),
    path("", include("startlijn.web.rights.urls")),
    path("", include("startlijn.web.privacy.urls")),
    path("", include("startlijn.web.journal.urls")),
    path("emergency/", include("startlijn.web.emergency.urls")),
]
