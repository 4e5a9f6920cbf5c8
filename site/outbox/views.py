"""/dev/messages: the codes and letters, in development only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from outbox.queries import newest


def dev_messages(request: HttpRequest) -> HttpResponse:
    """Everything written lately, with its text. 404 outside development, though the address is not even routed there."""
    if not settings.DEVELOPMENT:
        raise Http404
    return render(request, "emails/dev_messages.html", {"letters": newest()})
