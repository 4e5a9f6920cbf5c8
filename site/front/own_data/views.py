"""One's own data: what there is to do with it, and a copy to take along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.rights import visible
from front.models import DataExport, Erasure
from front.own_data.exporting import KEPT, ask_for_data
from uploads.views import private_file


def latest(request: HttpRequest) -> DataExport | None:
    """The person's newest copy that can still be fetched, or is on its way, or failed."""
    newest: DataExport | None = visible(request.user, DataExport).first()
    return None if newest and newest.made_at and newest.made_at <= now() - KEPT else newest


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """A copy to fetch or to ask for, and whether one is about to be erased, or was refused it."""
    export = latest(request)
    told = Erasure.objects.filter(person_id=request.user.pk, state__in=(*Erasure.STANDING, Erasure.State.REFUSED)).last()
    refused = told if told and told.state == Erasure.State.REFUSED else None
    until = export.made_at + KEPT if export and export.made_at else None
    context = {"export": export, "until": until, "erasure": None if refused else told, "refused": refused}
    return render(request, "front/own_data.html", context)


@require_POST
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Have a copy packed."""
    ask_for_data(person=request.user, language=get_language() or "zh-hans", at=now())
    messages.info(request, _("Your data is being packed. We write to you when it is here; that takes a few minutes."))
    return redirect("front:own_data")


@require_safe
@login_required
def copy(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The copy, for its owner, for a week."""
    mine = visible(request.user, DataExport).filter(made_at__gt=now() - KEPT).exclude(zip="")
    export = get_object_or_404(mine, pk=pk)
    name = f"my-data-{shanghai_day(export.asked_at).isoformat()}.zip"
    return private_file(export.zip, name=name, content_type="application/zip", attachment=True)
