"""The assessor's side: declare, read what was handed in, judge alone, talk it over, advise and sign."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.files.terms import FileGoneError
from startlijn.base.seams import now, today
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.actions import NewAdvice
from startlijn.domain.assessment.queries import facts
from startlijn.domain.assessment.queries.views import AdviceView, AssessorPage, JudgementView
from startlijn.domain.assessment.terms import Conflict, Outcome, State
from startlijn.domain.dossier.terms import Snapshot
from startlijn.domain.instruments.terms import Answers
from startlijn.web.assessment.downloads import as_download
from startlijn.web.assessment.forms import AdviceForm, DeclareForm, InterviewForm, QuestionForm, SignForm
from startlijn.web.assessment.shown import compared_context, level_name, submitted_items
from startlijn.web.assessment.words import list_at, steps, trail
from startlijn.web.doors import door
from startlijn.web.instruments.forms import answers_from
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

JUDGE = Permission.ASSESS
_PER_PAGE = 25


@door(JUDGE)
def overview(request: Request) -> HttpResponse:
    """List the assessments in which this person sits in the panel."""
    on = today()
    rows = facts.assessments_for(request.actor, JUDGE)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [facts.facts_of(row, on) for row in page]
    return render(request, "assessment/judging.html", {"page": page, "lines": lines})


def _open(request: Request, pk: UUID) -> AssessorPage:
    return actions.open_as_assessor(by=request.actor, at=now(), assessment_id=pk)


def _crumbs(page: AssessorPage, label: str) -> list[dict[str, str]]:
    return trail(
        list_at("judging", _("To assess")),
        (page.facts.starter, reverse("assessment:judge", args=[page.facts.id])),
        (label, ""),
    )


def _show(request: Request, page: AssessorPage, **forms: Any) -> HttpResponse:
    state = page.facts.state
    signing = state == State.CONSENSUS and page.advice is not None and page.advice.ready
    version = page.advice.version if page.advice else 0
    context = {
        "page": page,
        "facts": page.facts,
        "steps": steps(state),
        "open": page.seat.conflict == Conflict.OPEN,
        "judging": page.reads and state == State.JUDGING,
        "given": page.own is not None and page.own.given_at is not None,
        "consensus": state == State.CONSENSUS,
        "declare_form": forms.get("declare") or DeclareForm(),
        "sign_form": (forms.get("sign") or SignForm(initial={"expected_version": version}))
        if signing
        else None,
        "crumbs": trail(list_at("judging", _("To assess")), (page.facts.starter, "")),
        "advice": page.advice,
        **compared_context(page.instrument, page.compared),
    }
    return render(request, "assessment/judge.html", context)


@door(JUDGE)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show an assessment to a member of the panel: as much as this member may see now."""
    return _show(request, _open(request, pk))


@door(JUDGE, "POST")
def declare(request: Request, pk: UUID) -> HttpResponse:
    """Say whether there is a conflict of interest."""
    page = _open(request, pk)
    form = DeclareForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.declare(by=request.actor, at=now(), assessment_id=pk, **given)):
            if given["conflict"]:
                messages.success(request, _("Thank you for saying so. Somebody else takes your place."))
                return redirect("assessment:judging")
            messages.success(request, _("Thank you. When the panel is complete you can read the file."))
            return redirect("assessment:judge", pk)
    return _show(request, page, declare=form)


@door(JUDGE)
def submission(request: Request, pk: UUID) -> HttpResponse:
    """Show what was handed in, as it was at that moment."""
    snapshot = actions.open_submission(by=request.actor, at=now(), assessment_id=pk)
    return _snapshot(request, pk, snapshot, _("What was handed in"))


@door(JUDGE)
def given(request: Request, pk: UUID, release: UUID) -> HttpResponse:
    """Show what the starter gave to the panel later on, as it was at that moment."""
    snapshot = actions.open_given(by=request.actor, at=now(), assessment_id=pk, release_id=release)
    return _snapshot(request, pk, snapshot, _("What came later"))


def _snapshot(request: Request, pk: UUID, snapshot: Snapshot, title: str) -> HttpResponse:
    page = _open(request, pk)
    content = dict(snapshot.content)
    context = {
        "page": page,
        "title": title,
        "snapshot": snapshot,
        "statement": content.get("statement", ""),
        "items": submitted_items(content, page.instrument),
        "crumbs": _crumbs(page, title),
    }
    return render(request, "assessment/submission.html", context)


@door(JUDGE)
def submitted_file(request: Request, pk: UUID, file: UUID) -> HttpResponse:
    """Give a file that was handed in, to keep or look at; never to run."""
    try:
        found = actions.open_submitted_file(by=request.actor, at=now(), assessment_id=pk, file_id=file)
    except FileGoneError:
        messages.error(request, _("This file cannot be opened. Ask the coordinator to look at it."))
        return redirect("assessment:submission", pk)
    return as_download(found)


@door(JUDGE, "GET", "POST")
def judgement(request: Request, pk: UUID) -> HttpResponse:
    """Judge alone: keep a draft, or give it for good."""
    page = _open(request, pk)
    if not page.reads or page.facts.state != State.JUDGING:
        raise NotVisibleError("Judgement")
    if page.own is not None and page.own.given_at is not None:
        if request.method == "POST":
            return _changed_meanwhile(request, page, page.own)
        return redirect("assessment:judge", pk)
    start: dict[str, object] = {"expected_version": page.own.version if page.own else 0}
    if page.own:
        start |= {f"area-{area}": text for area, text in page.own.interview.items()}
    form = InterviewForm(request.POST or None, instrument=page.instrument, initial=start)
    answers = page.own.answers if page.own else Answers()
    if request.method == "POST":
        answers = answers_from(request.POST, page.instrument)
        try:
            if form.is_valid() and tried_in(form, lambda: _keep(request, pk, form, answers)):
                return redirect("assessment:judge", pk)
        except VersionConflictError:
            return _changed_meanwhile(request, page, page.own)
    context = {
        "page": page,
        "form": form,
        "answers": answers,
        "instrument": page.instrument,
        "areas": [form[f"area-{part.key}"] for part in page.instrument.parts],
        "crumbs": _crumbs(page, _("My judgement")),
    }
    return render(request, "assessment/judgement.html", context)


def _keep(request: Request, pk: UUID, form: InterviewForm, answers: Answers) -> None:
    give = request.POST.get("then") == "give"
    verb = actions.give_judgement if give else actions.save_judgement
    verb(
        by=request.actor,
        at=now(),
        assessment_id=pk,
        expected_version=form.cleaned_data["expected_version"],
        answers=answers,
        interview=form.notes(),
    )
    messages.success(
        request,
        _("Given. When all judgements are in you see each other's.") if give else _("Kept. Only you see it."),
    )


def _changed_meanwhile(request: Request, page: AssessorPage, there: JudgementView | None) -> HttpResponse:
    """Show what was typed beside what the same assessor saved in another window, or on another device."""
    mine = answers_from(request.POST, page.instrument)
    theirs = there.answers if there else Answers()
    pairs = []
    for part in page.instrument.parts:
        for item in part.items:
            pairs += [
                (
                    item.text.told(),
                    level_name(page.instrument, item, mine.values.get(item.key)),
                    level_name(page.instrument, item, theirs.values.get(item.key)),
                ),
                (
                    _("%(indicator)s: your note") % {"indicator": item.text.told()},
                    mine.notes.get(item.key, ""),
                    theirs.notes.get(item.key, ""),
                ),
            ]
        typed = request.POST.get(f"area-{part.key}", "").strip()
        pairs.append((part.title.told(), typed, there.interview.get(part.key, "") if there else ""))
    shown = [{"label": label, "yours": one, "theirs": other} for label, one, other in pairs if one != other]
    context = {"pairs": shown, "again": request.get_full_path(), "own": True}
    return render(request, "409.html", context, status=409)


@door(JUDGE, "GET", "POST")
def questions(request: Request, pk: UUID) -> HttpResponse:
    """Agree on the questions for the interview."""
    page = _open(request, pk)
    if not page.reads:
        raise NotVisibleError("InterviewQuestion")
    form = QuestionForm(request.POST or None, instrument=page.instrument)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.propose_question(by=request.actor, at=now(), assessment_id=pk, **given),
        ):
            messages.success(request, _("Proposed. Another assessor says whether to ask it."))
            return redirect("assessment:questions", pk)
    areas = [
        {
            "title": part.title.told(),
            "questions": [each for each in page.questions if each.area == part.key],
        }
        for part in page.instrument.parts
    ]
    context = {
        "page": page,
        "form": form,
        "areas": areas,
        "judging": page.facts.state == State.JUDGING,
        "crumbs": _crumbs(page, _("Questions for the interview")),
    }
    return render(request, "assessment/questions.html", context)


@door(JUDGE, "POST")
def agree(request: Request, pk: UUID) -> HttpResponse:
    """Agree with a question of another assessor."""
    made: list[Any] = []
    if tried(
        request,
        lambda: made.append(actions.agree_question(by=request.actor, at=now(), question_id=pk)),
    ):
        messages.success(request, _("Agreed."))
        return redirect("assessment:questions", made[0].assessment_id)
    return redirect("assessment:judging")


@door(JUDGE, "GET", "POST")
def advice(request: Request, pk: UUID) -> HttpResponse:
    """Write down together what the panel agrees on."""
    page = _open(request, pk)
    if page.facts.state != State.CONSENSUS or page.advice is None:
        raise NotVisibleError("Advice")
    before = page.advice
    start = {
        "strengths": before.strengths,
        "growth": before.growth,
        "outcome": before.outcome or "",
        "reasons": before.reasons,
        "expected_version": before.version,
    }
    form = AdviceForm(request.POST or None, initial=start)
    answers = before.answers
    if request.method == "POST":
        answers = answers_from(request.POST, page.instrument)
        try:
            if form.is_valid() and tried_in(form, lambda: _write(request, pk, form, answers)):
                messages.success(request, _("Kept. Everybody in the panel signs this text."))
                return redirect("assessment:judge", pk)
        except VersionConflictError:
            return _conflict(request, page, before, answers)
    context = {
        "page": page,
        "form": form,
        "answers": answers,
        "instrument": page.instrument,
        "crumbs": _crumbs(page, _("Advice")),
        **compared_context(page.instrument, page.compared),
    }
    return render(request, "assessment/advice.html", context)


def _write(request: Request, pk: UUID, form: AdviceForm, answers: Answers) -> None:
    given = form.cleaned_data
    actions.write_advice(
        by=request.actor,
        at=now(),
        assessment_id=pk,
        expected_version=given["expected_version"],
        advice=NewAdvice(
            answers=answers,
            strengths=given["strengths"],
            growth=given["growth"],
            outcome=Outcome(given["outcome"]),
            reasons=given["reasons"],
        ),
    )


def _conflict(request: Request, page: AssessorPage, before: AdviceView, mine: Answers) -> HttpResponse:
    """Show what was typed beside what another assessor saved: the texts, and each indicator that differs."""
    texts = (
        (_("What is strong"), "strengths", before.strengths),
        (_("What can grow"), "growth", before.growth),
        (_("Advice"), "outcome", before.outcome or ""),
        (_("Reasons"), "reasons", before.reasons),
    )
    pairs = [
        {"label": label, "yours": request.POST.get(name, ""), "theirs": theirs}
        for label, name, theirs in texts
    ]
    for item in page.instrument.items:
        pairs.append(
            {
                "label": item.text.told(),
                "yours": level_name(page.instrument, item, mine.values.get(item.key)),
                "theirs": level_name(page.instrument, item, before.answers.values.get(item.key)),
            }
        )
    shown = [pair for pair in pairs if pair["yours"] != pair["theirs"]]
    context = {"pairs": shown, "again": request.get_full_path()}
    return render(request, "409.html", context, status=409)


@door(JUDGE, "POST")
def sign(request: Request, pk: UUID) -> HttpResponse:
    """Sign the advice, or say what one sees differently."""
    page = _open(request, pk)
    form = SignForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.sign(by=request.actor, at=now(), assessment_id=pk, **given)):
            messages.success(request, _("Signed. It goes out when everybody has signed."))
            return redirect("assessment:judge", pk)
    return _show(request, page, sign=form)
