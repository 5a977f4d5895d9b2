"""Addresses of the knowledge base, and of what the own team makes."""

from django.urls import path

from startlijn.web.knowledge.views import base, making, publishing

app_name = "knowledge"
urlpatterns = [
    path("", base.search, name="search"),
    path("<uuid:pk>/", base.published, name="published"),
    path("<uuid:pk>/file/", base.file, name="published_file"),
    path("<uuid:pk>/take/", base.take, name="take"),
    path("<uuid:pk>/thank/", base.thank, name="thank"),
    path("own/", making.own_list, name="own"),
    path("own/new/", making.new, name="new"),
    path("own/<uuid:pk>/", making.product, name="product"),
    path("own/<uuid:pk>/change/", making.change, name="change"),
    path("own/<uuid:pk>/step/", making.step, name="step"),
    path("own/<uuid:pk>/team/", making.team, name="team"),
    path("own/<uuid:pk>/team/leave/<uuid:person>/", making.leave, name="leave"),
    path("own/<uuid:pk>/versions/<int:number>/", making.version, name="version"),
    path("own/<uuid:pk>/versions/<int:number>/file/", making.file, name="file"),
    path("own/<uuid:pk>/remove/", making.remove, name="remove"),
    path("own/<uuid:pk>/publish/", publishing.publish, name="publish"),
    path("own/<uuid:pk>/take-back/", publishing.take_back, name="take_back"),
]
