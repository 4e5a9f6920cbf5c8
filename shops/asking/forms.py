"""Asking, answering, declining. What was typed is kept when something is wrong with it."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.fields import MobileField
from common.sanitise import plain_text
from shops.asking.models import MOST, MOST_OF_ANSWER
from shops.asking.plainness import NotPlain, check_plain

NOT_PLAIN = _("Leave out web addresses, e-mail addresses and numbers to ring or to add: they may not stand here.")


class WordsForm(forms.Form):
    """Words of so many characters, without addresses and numbers."""

    most = MOST
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))

    def clean_words(self) -> str:
        words = plain_text(self.cleaned_data["words"])
        if not words:
            raise ValidationError(self.fields["words"].error_messages["required"])
        if over := max(len(words) - self.most, 0):
            said = ngettext("That is %(n)s character too many: say it shorter.",
                            "That is %(n)s characters too many: say it shorter.", over)  # fmt: skip
            raise ValidationError(said % {"n": over})
        try:
            check_plain(words)
        except NotPlain:
            raise ValidationError(NOT_PLAIN) from None
        return words


class AskForm(WordsForm):
    """A question; a guest says where the answer goes. `press` makes two presses one question."""

    words = forms.CharField(
        label=_("Your question"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("500 characters at most. Others may read it later, never with your name."),
        error_messages={"required": _("Write what you want to know.")},
    )  # fmt: skip
    phone = MobileField(help_text=_("The answer goes there. The shop never sees it. We forget it a month after the answer."))
    press = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"press": secrets.token_urlsafe(16)})
        super().__init__(*args, **kwargs)
        if not is_guest:
            del self.fields["phone"]


class AnswerForm(WordsForm):
    most = MOST_OF_ANSWER
    words = forms.CharField(
        label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who asked gets it by SMS, e-mail or on the site."),
        error_messages={"required": _("Write the answer first.")},
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("Show it on the product’s page"), required=False,
        help_text=_("Question and answer, without the name of who asked."),
    )  # fmt: skip


class DeclineForm(WordsForm):
    most = 200
    words = forms.CharField(
        label=_("Why do you not answer it?"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Who asked reads this."),
        error_messages={"required": _("Say why: who asked reads it.")},
    )  # fmt: skip
