"""What was written to the signed-in person, newest first; opening the page marks it read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from accounts.forms import LettersForm
from accounts.models import User
from accounts.operations import choose_language
from common.clock import now
from outbox.operations import mark_read
from outbox.queries import messages_for

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """A page of messages as they stand, the new ones marked, which are read thereby. A POST chooses their language."""
    user = request.user
    assert isinstance(user, User)
    form = LettersForm(request.POST if request.method == "POST" else None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        choose_language(user=user, language=form.cleaned_data["language"], at=now())
        with override(user.language):
            messages.success(request, _("Your messages come in English from now on."))
        return redirect("front:letters")
    page = Paginator(messages_for(user), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    mark_read(messages=shown, at=now())
    return render(request, "front/letters.html", {"page_of": page, "shown": shown, "form": form})
