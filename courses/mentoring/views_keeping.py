"""A mentor's own sentences."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.rights import allow_or_404
from courses.mentoring import keeping
from courses.mentoring.forms_answers import ReplyForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def replies(request: HttpRequest) -> HttpResponse:
    """Add, change, order and drop the sentences that stand beside the built-in ones."""
    allow_or_404(request.user, "open desk")
    pressed, _dash, number = request.POST.get("do", "").partition("-")
    which = int(number) if number.isdecimal() and len(number) < 10 else 0
    form = ReplyForm(request.POST if pressed in ("add", "change") else None, prefix=str(which) if which else "new")
    if request.method == "POST" and done(request, pressed, which, form):
        return redirect("mentoring:replies")
    mentor: Any = request.user
    rows = [
        (reply, form if reply.pk == which else ReplyForm(initial={"words": reply.words}, prefix=str(reply.pk)))
        for reply in mentor.saved_replies.all()
    ]
    context = {"rows": rows, "adding": ReplyForm() if which else form, "most": keeping.MOST_REPLIES, "form": form}
    return render(request, "mentoring/replies.html", context)


def done(request: HttpRequest, pressed: str, which: int, form: ReplyForm) -> bool:
    """Do what was pressed; False when the form says what to mend."""
    mentor, at = request.user, now()
    if pressed == "drop":
        keeping.drop_reply(reply_id=which, mentor=mentor, at=at)
    elif pressed == "up":
        keeping.raise_reply(reply_id=which, mentor=mentor)
    elif pressed in ("add", "change"):
        if not form.is_valid():
            return False
        words = form.cleaned_data["words"]
        try:
            if pressed == "add":
                keeping.keep_reply(mentor=mentor, words=words, at=at)
            else:
                keeping.change_reply(reply_id=which, mentor=mentor, words=words, at=at)
        except keeping.TooManyReplies:
            form.add_error("words", _("Twenty sentences are enough. Drop one first; your words are kept."))
            return False
        except keeping.AlreadyKept:
            form.add_error("words", _("You keep this sentence already."))
            return False
        messages.success(request, _("Kept."))
    return True
