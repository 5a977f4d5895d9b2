"""Addresses of induction programmes."""

from django.urls import path

from startlijn.web.induction.views import elements, files, policies, programmes, versions

app_name = "induction"
urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("start/", programmes.start, name="start"),
    path("boards/", policies.boards, name="boards"),
    path("boards/<uuid:pk>/", policies.board, name="board"),
    path("boards/<uuid:pk>/edit/", policies.edit, name="board_edit"),
    path("<uuid:pk>/", programmes.programme, name="programme"),
    path("<uuid:pk>/edit/", programmes.edit, name="programme_edit"),
    path("<uuid:pk>/new-version/", programmes.new_version, name="new_version"),
    path("version/<uuid:pk>/", versions.version, name="version"),
    path("version/<uuid:pk>/edit/", versions.edit, name="version_edit"),
    path("version/<uuid:pk>/stage/", versions.stage, name="stage"),
    path("version/<uuid:pk>/compare/", versions.compare, name="compare"),
    path("version/<uuid:pk>/money/", versions.money, name="money"),
    path("version/<uuid:pk>/hours/", elements.hours, name="hours"),
    path("version/<uuid:pk>/add/", elements.add, name="element_add"),
    path("version/<uuid:pk>/file/", files.upload, name="file"),
    path("version/<uuid:pk>/file/confirm/", files.confirm, name="file_confirm"),
    path("version/<uuid:pk>/elements.xlsx", files.workbook, name="workbook"),
    path("version/<uuid:pk>/booklet.pdf", files.booklet, name="booklet"),
    path("version/<uuid:pk>/policy.pdf", files.policy, name="policy"),
    path("element/<uuid:pk>/", elements.element, name="element"),
    path("element/<uuid:pk>/arrange/", elements.arrange, name="arrange"),
    path("element/<uuid:pk>/remove/", elements.remove, name="element_remove"),
]
