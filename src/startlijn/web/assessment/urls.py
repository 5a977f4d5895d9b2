"""Addresses of joint assessment, by side."""

from django.urls import path

from startlijn.web.assessment.views import apart, arranging, deciding, early, following, judging, own

app_name = "assessment"
urlpatterns = [
    path("", own.overview, name="own"),
    path("ask/", own.ask, name="ask"),
    path("<uuid:pk>/", own.one, name="one"),
    path("<uuid:pk>/submit/", own.submit, name="submit"),
    path("<uuid:pk>/withdraw/", own.withdraw, name="withdraw"),
    path("<uuid:pk>/statement/", own.statement, name="statement"),
    path("<uuid:pk>/object/", own.objection, name="object"),
    path("plan/<uuid:pk>/agree/", own.agree, name="agree_plan"),
    path("arrange/", arranging.overview, name="arranging"),
    path("arrange/<uuid:pk>/", arranging.one, name="arrange"),
    path("arrange/<uuid:pk>/member/", arranging.add, name="add_member"),
    path("arrange/<uuid:pk>/member/<uuid:member>/leave/", arranging.remove, name="remove_member"),
    path("arrange/<uuid:pk>/dates/", arranging.dates, name="dates"),
    path("arrange/terms/", arranging.terms, name="terms"),
    path("arrange/terms/partnership/", arranging.partnership_terms, name="partnership_terms"),
    path("arrange/terms/board/<uuid:pk>/", arranging.board_terms, name="board_terms"),
    path("arrange/both-roles/", apart.overview, name="both_roles"),
    path("arrange/both-roles/<uuid:pk>/withdraw/", apart.withdraw, name="withdraw_both_roles"),
    path("arrange/<uuid:pk>/both-roles/", apart.ask, name="ask_both_roles"),
    path("both-roles/", apart.own, name="own_both_roles"),
    path("both-roles/<uuid:pk>/answer/", apart.answer, name="answer_both_roles"),
    path("judge/", judging.overview, name="judging"),
    path("judge/<uuid:pk>/", judging.one, name="judge"),
    path("judge/<uuid:pk>/declare/", judging.declare, name="declare"),
    path("judge/<uuid:pk>/file/", judging.submission, name="submission"),
    path("judge/<uuid:pk>/file/<uuid:file>/", judging.submitted_file, name="submitted_file"),
    path("judge/<uuid:pk>/judgement/", judging.judgement, name="judgement"),
    path("judge/<uuid:pk>/questions/", judging.questions, name="questions"),
    path("judge/question/<uuid:pk>/agree/", judging.agree, name="agree_question"),
    path("judge/<uuid:pk>/advice/", judging.advice, name="advice"),
    path("judge/<uuid:pk>/sign/", judging.sign, name="sign"),
    path("decide/", deciding.overview, name="deciding"),
    path("decide/<uuid:pk>/", deciding.one, name="decide"),
    path("decide/<uuid:pk>/decision/", deciding.decision, name="decision"),
    path("decide/<uuid:pk>/objection/", deciding.answer, name="answer"),
    path("signals/", early.overview, name="signals"),
    path("signals/new/", early.give, name="give_signal"),
    path("signals/<uuid:pk>/plan/", early.plan, name="plan"),
    path("follow/", following.overview, name="following"),
    path("follow/<uuid:pk>/", following.one, name="follow"),
]
