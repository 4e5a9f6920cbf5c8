"""Which way each kind of message goes, and in which language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LettersForm
from accounts.queries import roles_of
from outbox.kinds import Kind, kinds_for
from outbox.models import Message
from outbox.ways import reaches, way_to, wish

Channel = Message.Channel
WORDS = {Channel.SMS: _("By SMS"), Channel.EMAIL: _("By e-mail"), Channel.SITE: _("Only here on the site")}
LACKING = {
    Channel.SMS: _("We know no mobile number of yours, so these come by e-mail."),
    Channel.EMAIL: _("We know no e-mail address of yours that you proved with a code, so these come by SMS."),
}
NO_CHOICE = _("Choose one of the ways shown.")


class ChoicesForm(LettersForm):
    """One question for each kind of message the person may get. A way that does not reach them is offered only while it is
    what they chose, with a word on which way the messages go instead."""

    def __init__(self, data: Any = None, *, user: Any) -> None:
        super().__init__(data, initial={"language": user.language})
        self.user, self.kinds = user, kinds_for(roles_of(user))
        for kind in self.kinds:
            self.fields[kind.key] = self.question(kind)

    def question(self, kind: Kind) -> forms.ChoiceField:
        wanted = wish(self.user, kind)
        ways = [way for way in WORDS if way in (Channel.SITE, wanted) or reaches(self.user, way)]
        lacking = LACKING[Channel(wanted)] if way_to(self.user, kind) != wanted else ""
        return forms.ChoiceField(
            label=kind.words,  # type: ignore[arg-type]
            help_text=lacking or kind.about,  # type: ignore[arg-type]
            choices=[(way, WORDS[way]) for way in ways],
            initial=wanted,
            widget=forms.RadioSelect,
            error_messages={"required": NO_CHOICE, "invalid_choice": NO_CHOICE},
        )

    def questions(self) -> list[forms.BoundField]:
        return [self[kind.key] for kind in self.kinds]

    def channels(self) -> dict[str, str]:
        """What was chosen, kind by kind; call it once the form is valid."""
        return {kind.key: self.cleaned_data[kind.key] for kind in self.kinds}
