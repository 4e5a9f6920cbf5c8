"""Messages to a person: theirs to take along, and gone with them, letters to their bare number or address as well."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, known_as, part
from outbox.models import Message

mine = part("outbox")
mine.holds(
    "outbox.Message", "recipient", title=_("Messages"),
    shown={
        "channel": _("way"), "address": _("sent to"), "subject": _("subject"), "body": _("text"), "created_at": _("written on"),
        "sent_at": _("sent on"), "read_at": _("read on"),
    },
    erase=DELETE,
)  # fmt: skip


@mine.also
def forget_codes(person: Any) -> None:
    """Codes are written to a bare number or address, perhaps to one that was theirs before."""
    Message.objects.filter(recipient=None, address__in=known_as(person)).delete()
