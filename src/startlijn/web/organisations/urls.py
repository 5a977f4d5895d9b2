"""Addresses of organisations."""

from django.urls import path

from startlijn.web.organisations.views import boards, imports, mergers, schools

app_name = "organisations"
urlpatterns = [
    path("schools/", schools.schools, name="schools"),
    path("schools/add/", schools.add, name="school_add"),
    path("schools/add/<str:site_code>/", schools.add_from_register, name="school_from_register"),
    path("schools/<uuid:pk>/", schools.school, name="school"),
    path("schools/<uuid:pk>/edit/", schools.edit, name="school_edit"),
    path("schools/<uuid:pk>/move/", schools.move, name="school_move"),
    path("schools/<uuid:pk>/merge/", mergers.merge, name="school_merge"),
    path("boards/", boards.boards, name="boards"),
    path("boards/add/", boards.add_board, name="board_add"),
    path("boards/<uuid:pk>/", boards.board, name="board"),
    path("sub-regions/", boards.sub_regions, name="sub_regions"),
    path("sub-regions/add/", boards.add_sub_region, name="sub_region_add"),
    path("register/", imports.imports, name="imports"),
    path("register/add/", imports.upload, name="import_add"),
    path("register/<uuid:pk>/", imports.one, name="import"),
    path("register/<uuid:pk>/apply/", imports.apply, name="import_apply"),
    path("register/<uuid:pk>/discard/", imports.discard, name="import_discard"),
]
