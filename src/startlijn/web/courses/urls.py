"""Addresses of courses."""

from django.urls import path

from startlijn.web.courses.views import answering, courses, desk, enrolments, offer

app_name = "courses"
urlpatterns = [
    path("", offer.overview, name="offer"),
    path("own/", offer.own, name="own"),
    path("school/", enrolments.school, name="school"),
    path("<uuid:pk>/", offer.edition, name="edition"),
    path("<uuid:pk>/enrol/", enrolments.enrol, name="enrol"),
    path("enrolment/<uuid:pk>/", enrolments.enrolment, name="enrolment"),
    path("enrolment/<uuid:pk>/withdraw/", enrolments.withdraw, name="withdraw"),
    path("enrolment/<uuid:pk>/contact/", enrolments.contact, name="contact"),
    path("enrolment/<uuid:pk>/ask/", enrolments.ask, name="ask"),
    path("enrolment/<uuid:pk>/<uuid:person_id>/substitute/", enrolments.substitute, name="substitute"),
    path("desk/", courses.overview, name="courses"),
    path("desk/new/", courses.new, name="new"),
    path("desk/course/<uuid:pk>/", courses.course, name="course"),
    path("desk/course/<uuid:pk>/edit/", courses.edit, name="course_edit"),
    path("desk/course/<uuid:pk>/tariff/", courses.tariff, name="tariff"),
    path("desk/course/<uuid:pk>/edition/", courses.new_edition, name="new_edition"),
    path("desk/<uuid:pk>/", desk.desk, name="desk"),
    path("desk/<uuid:pk>/edit/", desk.edit, name="edition_edit"),
    path("desk/<uuid:pk>/move/", desk.move, name="move"),
    path("desk/<uuid:pk>/meetings/", desk.meetings, name="meetings"),
    path("desk/<uuid:pk>/intake/", answering.intake, name="intake"),
    path("desk/<uuid:pk>/invoices.<slug:kind>", desk.download, name="download"),
    path("desk/enrolment/<uuid:pk>/answer/", answering.answer, name="answer"),
    path("desk/enrolment/<uuid:pk>/seat/", answering.seat, name="seat"),
]
