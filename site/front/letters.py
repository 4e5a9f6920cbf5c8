"""What was written to the signed-in person, newest first; opening the page marks it read."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now
from outbox.operations import mark_read
from outbox.queries import messages_for

PAGE = 20


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """A page of messages as they stand, the new ones marked, which are read thereby."""
    page = Paginator(messages_for(request.user), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    mark_read(messages=shown, at=now())
    return render(request, "front/letters.html", {"page_of": page, "shown": shown})
