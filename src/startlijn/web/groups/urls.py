"""Addresses of the desk."""

from django.urls import path

from startlijn.web.groups.views import proposals, published, rounds, sign_ups

app_name = "groups"
urlpatterns = [
    path("", rounds.overview, name="rounds"),
    path("new/", rounds.new, name="new"),
    path("own/", published.own, name="own"),
    path("<uuid:pk>/", rounds.detail, name="round"),
    path("<uuid:pk>/edit/", rounds.edit, name="edit"),
    path("<uuid:pk>/stage/", rounds.stage, name="stage"),
    path("<uuid:pk>/rules/add/", rounds.add_rule, name="add_rule"),
    path("<uuid:pk>/rules/<uuid:rule_id>/remove/", rounds.remove_rule, name="remove_rule"),
    path("<uuid:pk>/sign-up/", sign_ups.add, name="sign_up"),
    path("sign-up/<uuid:pk>/", sign_ups.change, name="sign_up_change"),
    path("sign-up/<uuid:pk>/withdraw/", sign_ups.withdraw, name="withdraw"),
    path("<uuid:pk>/propose/", proposals.propose, name="propose"),
    path("proposal/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposal/<uuid:pk>/cancel/", proposals.cancel, name="cancel"),
    path("proposal/<uuid:pk>/pin/", proposals.pin, name="pin"),
    path("proposal/<uuid:pk>/move/<uuid:school_id>/", proposals.move, name="move"),
    path("proposal/<uuid:pk>/apart/<uuid:school_id>/", proposals.apart, name="apart"),
    path("proposal/<uuid:pk>/why/<uuid:school_id>/", proposals.why, name="why"),
    path("proposal/<uuid:pk>/way-out/", proposals.way_out, name="way_out"),
    path("proposal/<uuid:pk>/compare/<uuid:other_id>/", proposals.compare, name="compare"),
    path("proposal/<uuid:pk>/publish/", published.publish, name="publish"),
    path("<uuid:pk>/undo/", published.undo, name="undo"),
    path("<uuid:pk>/published/", published.groups, name="published"),
    path("<uuid:pk>/groups.<slug:kind>", published.download, name="download"),
    path("group/<uuid:pk>/", published.group, name="group"),
    path("group/<uuid:pk>/facilitator/", published.facilitator, name="facilitator"),
]
