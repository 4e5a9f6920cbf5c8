"""Choosing which way messages come, and stopping e-mails by the link they carry, which asks nobody to sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from common.clock import now
from outbox.forms import ChoicesForm
from outbox.models import Message
from outbox.operations import choose_messages, stop_emails
from outbox.ways import read_stop_token


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """One's own choices: a way for each kind of message, and their language."""
    user = request.user
    assert isinstance(user, User)
    form = ChoicesForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        choose_messages(user=user, language=form.cleaned_data["language"], channels=form.channels(), at=now())
        with override(user.language):
            messages.success(request, _("Your messages come as you chose, from now on."))
        return redirect("outbox:choices")
    return render(request, "outbox/choices.html", {"form": form})


@csrf_exempt  # RFC 8058: the mail program posts here, without our cookie; the address itself is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop e-mails of one kind. Opening it only asks, because mail programs open links by themselves; a press does it."""
    try:
        key, kind = read_stop_token(token)
    except (BadSignature, ValueError, TypeError):
        raise Http404 from None
    user = get_object_or_404(User, key=key, erased_at=None)
    if request.method == "POST":
        stop_emails(user=user, kind=kind, at=now())
    is_stopped = user.channels.get(kind.key) == Message.Channel.SITE
    return render(request, "outbox/stop.html", {"kind": kind, "is_stopped": is_stopped})
