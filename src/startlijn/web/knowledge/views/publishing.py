"""Looking through a product before it is published, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.queries import own
from startlijn.web.doors import door
from startlijn.web.knowledge.forms import PublishForm, TakeBackForm
from startlijn.web.knowledge.views.making import crumbs_of
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Show what looks personal, and publish when somebody looked."""
    page, checked = own.check_page(request.actor, pk)
    found = len(checked.findings)
    form = PublishForm(request.POST or None, found=found, initial={"expected_version": page.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form, lambda: actions.publish_product(by=request.actor, at=now(), product_id=pk, **given)
        ):
            messages.success(
                request, _("Published. Schools in the partnership find it in the knowledge base.")
            )
            return redirect("knowledge:product", pk)
    context = {
        "form": form,
        "product": page,
        "latest": page.latest,
        "checked": checked,
        "crumbs": crumbs_of(page, _("Publish")),
    }
    return render(request, "knowledge/publish.html", context)


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Ask why, and take a product out of the knowledge base."""
    page = own.product_page(request.actor, pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.take_back_product(by=request.actor, at=now(), product_id=pk, reason=reason)
        messages.success(request, _("Taken back. Your team still has it."))
        return redirect("knowledge:product", pk)
    context = {"form": form, "product": page, "crumbs": crumbs_of(page, _("Take back"))}
    return render(request, "knowledge/take_back.html", context)
