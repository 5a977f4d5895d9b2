"""Addresses of the dossier."""

from django.urls import path

from startlijn.web.dossier.views import copies, feedback, own, shared, sharing, words

app_name = "dossier"
urlpatterns = [
    path("", own.overview, name="own"),
    path("stage/", own.stage, name="stage"),
    path("add/", own.choose, name="choose"),
    path("add/<slug:kind>/", own.add, name="add"),
    path("observation/<uuid:pk>/", own.keep_observation, name="keep_observation"),
    path("item/<uuid:pk>/", own.item, name="item"),
    path("item/<uuid:pk>/edit/", own.change, name="change"),
    path("item/<uuid:pk>/remove/", own.remove, name="remove"),
    path("item/<uuid:pk>/file/", own.file, name="file"),
    path("share/", sharing.share, name="share"),
    path("share/<uuid:pk>/", sharing.share_one, name="share_one"),
    path("shares/", sharing.shares, name="shares"),
    path("shares/back/", sharing.revoke_all, name="revoke_all"),
    path("shares/<uuid:pk>/back/", sharing.revoke, name="revoke"),
    path("shared/", shared.shared, name="shared"),
    path("shared/<uuid:pk>/", shared.shared_item, name="shared_item"),
    path("shared/<uuid:pk>/file/", shared.shared_file, name="shared_file"),
    path("feedback/", feedback.overview, name="feedback"),
    path("feedback/ask/", feedback.ask, name="ask"),
    path("feedback/<uuid:pk>/", feedback.answer, name="answer"),
    path("feedback/<uuid:pk>/back/", feedback.withdraw, name="withdraw"),
    path("feedback/<uuid:pk>/keep/", feedback.keep, name="keep_feedback"),
    path("copy/", copies.copy, name="copy"),
    path("copy.zip", copies.take, name="take"),
    path("bring/", copies.bring, name="bring"),
    path("words/", words.boards, name="boards"),
    path("words/<uuid:pk>/", words.board, name="words"),
]
