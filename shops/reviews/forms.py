"""What a buyer fills in, what a shop answers and reports. Each refusal says what to leave out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.fields import TextField
from shops.reviews.advertising import Kind, found_in
from shops.reviews.models import LONGEST, STARS

LEAVE_OUT = {
    Kind.LINK: _("Leave the link out: reviews carry no web addresses. The rest of your words is still here."),
    Kind.MAIL: _("Leave the e-mail address out: everybody can read this. The rest of your words is still here."),
    Kind.PHONE: _("Leave the phone number out: everybody can read this. The rest of your words is still here."),
    Kind.ACCOUNT: _("Leave out whom to add on WeChat or elsewhere. The rest of your words is still here."),
}


class PlainWords(TextField):
    """Words for everybody to read, without links, numbers and accounts."""

    def clean(self, value: Any) -> str:
        words = str(super().clean(value))
        if kind := found_in(words):
            raise ValidationError(LEAVE_OUT[kind])
        return words


class ReviewForm(forms.Form):
    """Stars, and words if one likes. The photographs stand beside the form: see `taking`."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"), coerce=int, choices=list(STARS.items()), widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five."), "invalid_choice": _("Choose one of the five."),
        },
    )  # fmt: skip
    text = PlainWords(
        most=LONGEST, ask="", required=False, rows=5, label=_("In your words, if you like"),
        help_text=_("How it tastes, how it was packed, what you would tell a friend. Up to 600 characters."),
    )  # fmt: skip


class VisitReviewForm(ReviewForm):
    text = PlainWords(
        most=LONGEST, ask="", required=False, rows=5, label=_("In your words, if you like"),
        help_text=_("How you were received, what you did and ate, what you would tell a friend. Up to 600 characters."),
    )  # fmt: skip


class ReplyForm(forms.Form):
    answer = PlainWords(most=LONGEST, ask=_("Write what you answer."), rows=3, label=_("Your answer"))


class ReasonsForm(forms.Form):
    """Why a review is reported, or hidden."""

    reasons = TextField(most=300, ask=_("Say why."), rows=2, label=_("Why?"))
